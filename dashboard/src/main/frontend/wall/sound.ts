/** A short beep for a new critical alert. Off until somebody asks for it, as browsers demand too. */
export class Sound {
  private context: AudioContext | null = null;

  get on(): boolean {
    return this.context !== null;
  }

  toggle() {
    if (this.context) {
      void this.context.close();
      this.context = null;
    } else {
      this.context = new AudioContext();
      this.beep();
    }
  }

  beep() {
    if (!this.context) {
      return;
    }
    this.tone(this.context, 880, 0);
    this.tone(this.context, 1175, 0.22);
  }

  private tone(context: AudioContext, hertz: number, afterSeconds: number) {
    const start = context.currentTime + afterSeconds;
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.2);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + 0.21);
  }
}
