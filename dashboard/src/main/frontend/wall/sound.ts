import type { ReactiveController, ReactiveControllerHost } from 'lit';

const KEPT = 'cityops-sound';
const AGAIN_MS = 15_000;

/**
 * Two rising tones for a critical alarm, made here and fetched from nowhere; again every fifteen seconds while it calls.
 * On unless somebody turned it off. A browser that wants to be touched first stays silent until then, and {@link on} says
 * so: a wall that is started with --autoplay-policy=no-user-gesture-required is not to be touched.
 */
export class Sound implements ReactiveController {
  private context: AudioContext | null = null;
  private armed = false;
  private wanted = true;
  private soundedAt: number | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** A page may be taken out of its document and put in again. */
  hostConnected() {
    if (this.armed) {
      this.open();
    }
  }

  hostDisconnected() {
    removeEventListener('pointerdown', this.touched);
    removeEventListener('keydown', this.touched);
    void this.context?.close();
    this.context = null;
  }

  /** From now on it may sound. */
  arm() {
    this.armed = true;
    this.open();
  }

  private open() {
    if (this.context) {
      return;
    }
    this.wanted = kept() !== 'off';
    this.context = new AudioContext();
    this.context.onstatechange = () => this.host.requestUpdate();
    addEventListener('pointerdown', this.touched);
    addEventListener('keydown', this.touched);
  }

  /** Whether a call would be heard. */
  get on(): boolean {
    return this.wanted && this.context?.state === 'running';
  }

  toggle() {
    this.wanted = !this.on;
    keep(this.wanted ? 'on' : 'off');
    if (this.wanted) {
      void this.context?.resume().then(() => this.beep());
    }
    this.host.requestUpdate();
  }

  /** Sounds when it is due. @param calling whether any alarm calls now @param fresh whether one of them is new */
  call(calling: boolean, fresh: boolean) {
    const now = performance.now();
    if (!calling) {
      this.soundedAt = null;
    } else if (fresh || this.soundedAt === null || now - this.soundedAt >= AGAIN_MS) {
      this.soundedAt = now;
      this.beep();
    }
  }

  private readonly touched = () => {
    if (this.wanted && this.context?.state === 'suspended') {
      void this.context.resume();
    }
  };

  private beep() {
    if (this.context && this.on) {
      tone(this.context, 880, 0);
      tone(this.context, 1175, 0.22);
    }
  }
}

function tone(context: AudioContext, hertz: number, afterSeconds: number) {
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

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value: string) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // a browser that keeps nothing asks again next time
  }
}
