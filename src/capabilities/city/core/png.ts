import { accept, refuse, type Result } from '../../../foundation/result.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const LARGEST_BYTES = 200_000
const LARGEST_SIDE = 2000

/** An image in PNG (ISO/IEC 15948) of reasonable size. Anything else is refused; a drawing in SVG is one, because it may hold a script. */
export function checkPng(bytes: Uint8Array): Result<{ readonly width: number; readonly height: number }, 'not-png' | 'too-large'> {
  if (bytes.length > LARGEST_BYTES) return refuse('too-large')
  const isPng =
    bytes.length > 33 &&
    SIGNATURE.every((byte, index) => bytes[index] === byte) &&
    new TextDecoder('latin1').decode(bytes.subarray(12, 16)) === 'IHDR'
  if (!isPng) return refuse('not-png')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  if (width === 0 || height === 0) return refuse('not-png')
  return width > LARGEST_SIDE || height > LARGEST_SIDE ? refuse('too-large') : accept({ width, height })
}
