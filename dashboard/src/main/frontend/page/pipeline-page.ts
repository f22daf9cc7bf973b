import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { duration, number } from '../wall/format';
import { symbol } from '../wall/symbols';
import type { Language, Setting } from './messages';
import { pageStyle } from './style';

interface Figure {
  id: string;
  unit: string;
  value: number | null;
  limit: number | null;
}

interface Part {
  id: string;
  up: boolean | null;
  figures: Figure[];
}

const vi = {
  title: 'Đường dữ liệu', help: 'Đọc từ đồng hồ đo của từng thành phần, mỗi 5 giây.', up: 'đang chạy', down: 'KHÔNG TRẢ LỜI', away: 'không chạy', newest: 'Lần ghi số liệu gần nhất', ago: 'trước', limit: 'giới hạn', looking: 'Đang đọc',
  parts: { gateway: 'Cổng nhận', jobs: 'Xử lý luồng', dashboard: 'Bảng điều hành', simulators: 'Bộ giả lập' } as Record<string, string>,
  figures: {
    messages: 'Bản tin nhận', refused: 'Bị từ chối', 'acknowledged-p99': 'Xác nhận p99', connections: 'Kết nối', 'in-flight': 'Chờ Kafka', 'kafka-silence': 'Kafka im lặng', 'kafka-errors': 'Lỗi Kafka', observations: 'Số đo vào', rows: 'Dòng đã ghi', lag: 'Độ trễ', pending: 'Chờ trong Kafka',
    late: 'Số đo đến muộn', checkpoint: 'Điểm lưu gần nhất', 'checkpoint-size': 'Cỡ điểm lưu', 'database-retries': 'Ghi lại CSDL', 'rows-refused': 'Dòng bị từ chối', screens: 'Màn hình đang mở', pushes: 'Lần gửi', 'event-to-push': 'Từ số đo tới gửi, p95', 'write-to-push': 'Từ ghi tới gửi, p95',
    'read-failures': 'Lỗi đọc', heap: 'Bộ nhớ', devices: 'Thiết bị giả lập', published: 'Bản tin gửi', outstanding: 'Chưa xác nhận',
  } as Record<string, string>,
};

const en: typeof vi = {
  title: 'Pipeline', help: 'Read from the meters of each part every 5 seconds.', up: 'running', down: 'DOES NOT ANSWER', away: 'not running', newest: 'Data last written', ago: 'ago', limit: 'limit', looking: 'Reading',
  parts: { gateway: 'Gateway', jobs: 'Stream jobs', dashboard: 'Dashboard', simulators: 'Simulators' },
  figures: {
    messages: 'Messages in', refused: 'Refused', 'acknowledged-p99': 'Acknowledged, p99', connections: 'Connections', 'in-flight': 'Waiting for Kafka', 'kafka-silence': 'Kafka silent for', 'kafka-errors': 'Kafka errors', observations: 'Observations in', rows: 'Rows written', lag: 'Lag', pending: 'Waiting in Kafka',
    late: 'Late observations', checkpoint: 'Newest checkpoint', 'checkpoint-size': 'Checkpoint size', 'database-retries': 'Database retries', 'rows-refused': 'Rows refused', screens: 'Screens open', pushes: 'Pushes', 'event-to-push': 'Reading to push, p95', 'write-to-push': 'Write to push, p95',
    'read-failures': 'Read failures', heap: 'Heap', devices: 'Simulated devices', published: 'Published', outstanding: 'Not acknowledged',
  },
};

export const pipelineTexts = (language: Language) => (language === 'en' ? en : vi);

const MIB = 1_048_576;

/** Whether each part of the way of the data runs, and its rates, lag, latency and errors; what is over its limit is marked. */
@customElement('pipeline-page')
export class PipelinePage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};

  override render() {
    const { language, now } = this.setting;
    const text = pipelineTexts(language);
    const parts = (this.content.parts as Part[]) ?? [];
    const newest = (this.content.newestWrite as number) ?? 0;
    return html`<h1>${text.title}</h1>
      <p class="muted">${text.help} ${newest > 0 ? html`${text.newest}: <b class="num" data-newest>${duration(now - newest, language)}</b> ${text.ago}` : nothing}</p>
      ${parts.length === 0 ? html`<p role="status">${text.looking}…</p>` : nothing}
      <div class="parts">${parts.map((part) => this.card(part))}</div>`;
  }

  private card({ id, up, figures }: Part) {
    const text = pipelineTexts(this.setting.language);
    const wrong = up === false || figures.some((figure) => this.isOver(figure));
    return html`<section class="panel" data-part=${id} data-up=${String(up)}>
      <h2>${up === null ? nothing : symbol(wrong ? (up === false ? 'critical' : 'warning') : 'normal', '20px')} ${text.parts[id] ?? id}
        <small class=${up === false ? '' : 'muted'}>${up === null ? text.away : up ? text.up : text.down}</small></h2>
      <dl>${figures.map(
        (figure) => html`<dt>${text.figures[figure.id] ?? figure.id}</dt>
          <dd class="num" data-figure=${figure.id} data-value=${figure.value ?? nothing} data-over=${String(this.isOver(figure))}>${this.isOver(figure) ? '▲ ' : ''}<b>${this.written(figure, figure.value)}</b>
            ${figure.limit === null ? nothing : html`<small class="muted">/ ${this.written(figure, figure.limit)}</small>`}</dd>`,
      )}</dl>
    </section>`;
  }

  private isOver({ value, limit }: Figure) {
    return value !== null && limit !== null && value > limit;
  }

  private written({ unit }: Figure, value: number | null): string {
    const { language } = this.setting;
    if (value === null) {
      return '–';
    }
    if (unit === 'B') {
      return `${number(value / MIB, 1, language)} MiB`;
    }
    const decimals = unit === 's' ? 3 : unit === '/s' && value < 10 ? 1 : 0;
    return `${number(value, value === 0 ? 0 : decimals, language)}${unit ? ` ${unit}` : ''}`;
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; max-width: 1600px; margin: 0 auto; }
      .parts { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px; }
      h2 { display: flex; gap: 8px; align-items: center; }
      h2 small { font-size: 14px; font-weight: 500; }
      dl { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 14px; margin: 10px 0 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; text-align: right; }
    `,
  ];
}
