import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { EChartsType } from 'echarts/core';
import { number } from '../wall/format';
import type { Band, Language, Line } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';

/** A gap longer than this many steps is shown as one: nothing is drawn where nothing was known. */
const GAP_STEPS = 3;

/** A line in time with its bands behind it and the alarms of its time in it. */
@customElement('history-chart')
export class HistoryChart extends LitElement {
  @property({ attribute: false }) line: Line | null = null;
  @property({ attribute: false }) bands: Band[] = [];
  @property({ attribute: false }) target: number | null = null;
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) unit = '';
  @property({ attribute: false }) precision = 1;
  @property({ attribute: false }) language: Language = 'vi';
  @property({ attribute: false }) zone = 'Asia/Ho_Chi_Minh';
  @query('.chart') private place!: HTMLElement;
  private chart?: EChartsType;
  private readonly resized = new ResizeObserver(() => this.chart?.resize());

  override render() {
    const text = pageTexts(this.language);
    const known = this.line?.points.filter(([, value]) => value !== null).length ?? 0;
    return html`<div class="chart" role="img" aria-label="${text.history}: ${this.name}" data-chart=${this.line?.of ?? nothing}
        data-points=${known} data-alarms=${this.line?.alarms?.length ?? 0}></div>
      ${this.line && known === 0 ? html`<p class="empty muted">${this.line.refused ? text.refused[this.line.refused] : text.noHistory}</p>` : nothing}`;
  }

  override disconnectedCallback() {
    this.resized.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
    super.disconnectedCallback();
  }

  override updated(changed: PropertyValues) {
    if (['line', 'language', 'bands'].some((key) => changed.has(key))) {
      void this.draw();
    }
  }

  private async draw() {
    if (!this.line?.points) {
      return;
    }
    const { start } = await import('./chart-kit');
    if (!this.isConnected) {
      return;
    }
    if (!this.chart) {
      this.chart = start(this.place);
      this.resized.observe(this.place);
    }
    this.chart.setOption(this.option(this.line), true);
  }

  private color(name: string): string {
    return getComputedStyle(this).getPropertyValue(`--${name}`).trim();
  }

  private option(line: Line) {
    const points = withGaps(line);
    const values = line.points.map(([, value]) => value).filter((value): value is number => value !== null);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const pad = Math.max((most - least) * 0.15, 4 * 10 ** -this.precision);
    const [low, high] = [least - pad, most + pad];
    const write = (value: number) => number(value, this.precision, this.language);
    const quiet = this.color('quiet');
    const time = (at: number, day: boolean) =>
      new Intl.DateTimeFormat(this.language === 'en' ? 'en-GB' : 'vi-VN', {
        timeZone: this.zone, hourCycle: 'h23',
        ...(day ? { day: '2-digit', month: '2-digit' } : {}),
        ...(line.stepMs < 86_400_000 ? { hour: '2-digit', minute: '2-digit' } : {}),
      }).format(at);
    const long = line.to - line.from > 2 * 86_400_000;
    return {
      animation: false,
      grid: { left: 62, right: 18, top: 26, bottom: 34 },
      textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif', color: quiet },
      tooltip: {
        trigger: 'axis',
        backgroundColor: this.color('raised'),
        borderColor: this.color('line'),
        textStyle: { color: this.color('text') },
        formatter: (rows: { value: number[] }[]) => {
          const row = rows[0]?.value;
          return row && row[1] != null ? `${time(row[0], true)}<br><b>${write(row[1])} ${this.unit}</b>` : '';
        },
      },
      xAxis: {
        type: 'time', min: line.from, max: line.to,
        axisLabel: { color: quiet, hideOverlap: true, formatter: (at: number) => time(at, long) },
        axisLine: { lineStyle: { color: this.color('line') } }, splitLine: { show: false },
      },
      yAxis: {
        type: 'value', min: low, max: high, name: this.unit, nameTextStyle: { color: quiet, align: 'left' },
        axisLabel: { color: quiet, formatter: write, showMinLabel: false, showMaxLabel: false },
        splitLine: { lineStyle: { color: this.color('line') } },
      },
      series: [
        {
          type: 'line', name: this.name, data: points, connectNulls: false, showSymbol: values.length < 3, symbolSize: 6,
          lineStyle: { width: 2, color: this.color('text') }, itemStyle: { color: this.color('text') },
          markArea: { silent: true, data: [...this.bandAreas(low, high), ...this.alarmAreas(line)] },
          markLine: this.target == null ? undefined : {
            silent: true, symbol: 'none', lineStyle: { color: this.color('focus'), type: 'dashed' },
            label: { color: quiet, formatter: write(this.target), position: 'insideEndTop' }, data: [{ yAxis: this.target }],
          },
        },
      ],
    };
  }

  private bandAreas(low: number, high: number) {
    return this.bands
      .filter((band, index) => (index === 0 ? (band.to ?? high) > low : band.from < high && (band.to ?? high) > low))
      .map((band, index) => [
        {
          yAxis: this.bands[0] === band && index === 0 ? low : Math.max(low, band.from),
          name: band.name[this.language],
          itemStyle: { color: band.level === 'normal' ? 'transparent' : this.color(band.level), opacity: 0.16 },
          label: { show: true, position: 'insideLeft', color: this.color('quiet'), fontSize: 11 },
        },
        { yAxis: Math.min(high, band.to ?? high) },
      ]);
  }

  private alarmAreas(line: Line) {
    const level = { critical: 'critical', high: 'warning', medium: 'watch', low: 'quiet' } as const;
    return (line.alarms ?? []).map((alarm) => [
      {
        xAxis: Math.max(alarm.from, line.from),
        itemStyle: { color: this.color(level[alarm.severity]), opacity: 0.3, borderWidth: 1, borderColor: this.color(level[alarm.severity]) },
      },
      { xAxis: Math.min(alarm.to ?? line.to, line.to) },
    ]);
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; position: relative; }
      .chart { width: 100%; height: 300px; }
      .empty { position: absolute; inset: 40% 0 auto; text-align: center; margin: 0; }
    `,
  ];
}

function withGaps(line: Line): (number | null)[][] {
  const points: (number | null)[][] = [];
  let before: number | null = null;
  for (const point of line.points) {
    const at = point[0] as number;
    if (before !== null && at - before > GAP_STEPS * line.stepMs) {
      points.push([before + line.stepMs, null]);
    }
    points.push(point);
    before = at;
  }
  return points;
}
