import type { ReactiveController, ReactiveControllerHost } from 'lit';

const SILENCE_MS = 6_000;
const CHECK_MS = 500;
const POLL_MS = 2_000;
const RESUME_MS = 4_000;
/** Vaadin's own notices would cover the wall, which announces the loss itself and reconnects by itself. */
const HIDDEN_NOTICES = 'vaadin-connection-indicator, .v-system-error, .v-reconnect-dialog { display: none !important; }';

/**
 * The wall's own watch over its connection. The server speaks every two seconds; when it has been silent for six, the
 * connection counts as lost. While lost, the server's health is polled; if it is well and still does not speak, the
 * page is loaded again. Also keeps the server's time, carried on by the browser's monotonic clock.
 */
export class Connection implements ReactiveController {
  /** Null until the server spoke for the first time. */
  private heardAt: number | null = null;
  private serverMillis = 0;
  private lost = false;
  private wellSince: number | null = null;
  private polledAt = 0;
  private polling = false;
  private timer?: ReturnType<typeof setInterval>;
  private readonly notices = document.createElement('style');

  constructor(private readonly host: ReactiveControllerHost) {
    this.notices.textContent = HIDDEN_NOTICES;
    host.addController(this);
  }

  hostConnected() {
    document.head.append(this.notices);
    this.timer = setInterval(() => this.check(), CHECK_MS);
  }

  hostDisconnected() {
    clearInterval(this.timer);
    this.notices.remove();
  }

  /** The server spoke, and said what time it is. */
  heard(serverMillis: number) {
    this.heardAt = performance.now();
    this.serverMillis = serverMillis;
    this.wellSince = null;
    if (this.lost) {
      this.lost = false;
      this.host.requestUpdate();
    }
  }

  get up(): boolean {
    return this.heardAt !== null && !this.lost;
  }

  get down(): boolean {
    return this.lost;
  }

  /** The server's time now. */
  get now(): number {
    return this.heardAt === null ? Date.now() : this.serverMillis + (performance.now() - this.heardAt);
  }

  /** When the server spoke last, by its own clock. */
  get lastHeard(): number {
    return this.serverMillis;
  }

  private check() {
    if (this.heardAt === null) {
      return;
    }
    if (!this.lost && performance.now() - this.heardAt > SILENCE_MS) {
      this.lost = true;
      this.host.requestUpdate();
    }
    if (!this.lost) {
      return;
    }
    if (this.wellSince !== null && performance.now() - this.wellSince > RESUME_MS) {
      this.wellSince = null;
      location.reload();
    } else if (!this.polling && performance.now() - this.polledAt >= POLL_MS) {
      void this.poll();
    }
  }

  private async poll() {
    this.polling = true;
    this.polledAt = performance.now();
    const well = await serverIsWell();
    this.polling = false;
    if (!this.lost || !well) {
      this.wellSince = null;
    } else {
      this.wellSince ??= performance.now();
    }
  }
}

async function serverIsWell(): Promise<boolean> {
  try {
    const answer = await fetch('health', {
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(POLL_MS),
    });
    return answer.status === 200;
  } catch {
    return false;
  }
}
