/** Where the names of the wards in trouble go on the map: beside their symbols, worst first, none over another. */

export interface Labelled {
  code: string;
  name: string;
  centre: [number, number];
  badness: number;
}

export interface Label extends Labelled {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LETTER_WIDTH = 0.58;

/**
 * @param fontSize in the map's own units
 * @param frame of the map, in the same units: x, y, width, height
 */
export function placeLabels(wards: Labelled[], fontSize: number, radius: number, frame: number[]): Label[] {
  const symbols = wards.map(({ centre: [x, y] }) => around(x, y, radius, radius));
  const taken: Box[] = [];
  const labels: Label[] = [];
  for (const ward of [...wards].sort((a, b) => b.badness - a.badness)) {
    const own = symbols[wards.indexOf(ward)];
    const free = candidates(ward, fontSize, radius).find(
      ({ box }) =>
        inside(box, frame) &&
        !taken.some((other) => overlap(box, other)) &&
        !symbols.some((other) => other !== own && overlap(box, other)),
    );
    if (free) {
      taken.push(free.box);
      labels.push(free.label);
    }
  }
  return labels;
}

function candidates(ward: Labelled, fontSize: number, radius: number): { label: Label; box: Box }[] {
  const [x, y] = ward.centre;
  const width = ward.name.length * LETTER_WIDTH * fontSize;
  const half = fontSize * 0.62;
  const at = (anchor: Label['anchor'], labelX: number, middleY: number) => {
    const left = anchor === 'start' ? labelX : anchor === 'end' ? labelX - width : labelX - width / 2;
    return {
      label: { ...ward, x: labelX, y: middleY + fontSize * 0.35, anchor },
      box: { left, right: left + width, top: middleY - half, bottom: middleY + half },
    };
  };
  const gap = radius * 1.25;
  return [
    at('start', x + gap, y),
    at('end', x - gap, y),
    at('middle', x, y + gap + half),
    at('middle', x, y - gap - half),
    at('start', x + gap * 0.6, y + gap + half * 0.6),
    at('end', x - gap * 0.6, y + gap + half * 0.6),
    at('start', x + gap * 0.6, y - gap - half * 0.6),
    at('end', x - gap * 0.6, y - gap - half * 0.6),
  ];
}

const around = (x: number, y: number, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight,
});

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const inside = (box: Box, [x, y, width, height]: number[]) =>
  box.left >= x && box.right <= x + width && box.top >= y && box.bottom <= y + height;
