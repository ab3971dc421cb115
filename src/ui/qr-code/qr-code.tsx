import { create } from 'qrcode'

export type QrCodeProps = { readonly text: string; readonly label: string }

/** ISO/IEC 18004, level M, with its quiet zone: dark on white in every theme, or scanners fail. */
export function QrCode({ text, label }: QrCodeProps) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size
  const path: string[] = []
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) if (modules.get(row, column)) path.push(`M${column + 4} ${row + 4}h1v1h-1z`)
  }
  return (
    <svg class="qr" viewBox={`0 0 ${size + 8} ${size + 8}`} role="img" aria-label={label} shape-rendering="crispEdges" data-text={text}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path.join('')} fill="#000" />
    </svg>
  )
}
