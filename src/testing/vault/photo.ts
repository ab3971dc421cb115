/** A picture of one pixel, as a camera writes it: who made the camera, and where it was. */
const PIXEL =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA='

/** `make`: ASCII. Latitude 49° 53′ 39″ N, longitude 2° 17′ 59″ E. EXIF 2.3 in an APP1 segment, little-endian TIFF. */
export function photoBy(make: string): Buffer {
  const pixel = Buffer.from(PIXEL, 'base64')
  const text = Buffer.from(`${make}\0`)
  const gpsAt = 8 + 2 + 2 * 12 + 4
  const dataAt = gpsAt + 2 + 4 * 12 + 4
  const tiff = Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    ifd([entry(0x010f, 2, text.length, dataAt + 48), entry(0x8825, 4, 1, gpsAt)]),
    ifd([entry(1, 2, 2, 0x4e), entry(2, 5, 3, dataAt), entry(3, 2, 2, 0x45), entry(4, 5, 3, dataAt + 24)]),
    rationals([49, 53, 39]),
    rationals([2, 17, 59]),
    text,
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff])
  return Buffer.concat([pixel.subarray(0, 2), head, body, pixel.subarray(2)])
}

function entry(...[tag, type, count, value]: readonly [number, number, number, number]): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt16LE(tag, 0)
  bytes.writeUInt16LE(type, 2)
  bytes.writeUInt32LE(count, 4)
  bytes.writeUInt32LE(value, 8)
  return bytes
}

function ifd(entries: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2)
  count.writeUInt16LE(entries.length)
  return Buffer.concat([count, ...entries, Buffer.alloc(4)])
}

function rationals(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length)
  for (const [index, value] of values.entries()) {
    bytes.writeUInt32LE(value, 8 * index)
    bytes.writeUInt32LE(1, 8 * index + 4)
  }
  return bytes
}
