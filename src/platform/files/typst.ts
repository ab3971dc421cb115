/** A Typst string literal: whatever the text holds, it stays a text. */
export function typstText(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`
}
