// Colours of the theme, for what is drawn on a canvas.
export interface Palette {
  surface: string;
  raised: string;
  line: string;
  text: string;
  soft: string;
  accent: string;
  accentText: string;
  warn: string;
  font: string;
}

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  // As #rrggbb, however the style sheet writes it.
  const pen = document.createElement("canvas").getContext("2d");
  const colour = (name: string) => {
    if (pen === null) return token(name);
    pen.fillStyle = token(name);
    return String(pen.fillStyle);
  };
  return {
    surface: colour("surface"),
    raised: colour("surface-raised"),
    line: colour("line"),
    text: colour("text"),
    soft: colour("text-soft"),
    accent: colour("accent"),
    accentText: colour("accent-text"),
    warn: colour("warn"),
    font: token("font"),
  };
}

// How much accent is in each of five shades, in per cent: text on the last two is that on the accent.
export const SHADE_SHARES = [8, 25, 45, 80, 100] as const;

export function isDeep(shade: number): boolean {
  return shade >= 3;
}

export function shadeColour({ accent, surface }: Palette, shade: number): string {
  const share = (SHADE_SHARES[shade] ?? 0) / 100;
  const channels = [1, 3, 5].map((at) => {
    const [deep, ground] = [accent, surface].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((deep ?? 0) * share + (ground ?? 0) * (1 - share));
  });
  return `rgb(${channels.join(", ")})`;
}
