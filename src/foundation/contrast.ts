type Rgb = readonly [number, number, number]

/** `#rrggbb`; `undefined` for anything else. */
export function parseColour(text: string): Rgb | undefined {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(text.toLowerCase()) ?? []
  return red === undefined || green === undefined || blue === undefined ? undefined : [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)]
}

export function writeColour(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** 1 to 21: WCAG 2.2, “contrast ratio”. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left)
  return (light + 0.05) / (dark + 0.05)
}

/** So much of the other, 0 to 1. */
export function mix(one: Rgb, other: Rgb, share: number): Rgb {
  return [one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share, one[2] + (other[2] - one[2]) * share]
}

/** WCAG 2.2, “relative luminance”. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
