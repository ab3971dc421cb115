import { load } from 'exifreader'

/** What a picture says beside what it shows; `undefined` where it could not be read, which is no all-clear. */
export type Revealed = { readonly taken: string | undefined; readonly place: string | undefined; readonly device: string | undefined }

/** Of the first 512 kB, where cameras write it. */
export async function revealedBy(file: Blob): Promise<Revealed | undefined> {
  try {
    const { exif, gps } = load(await file.slice(0, 524_288).arrayBuffer(), { expanded: true })
    const device = [exif?.Make?.description, exif?.Model?.description].filter((part) => part !== undefined).join(' ')
    const place = gps?.Latitude === undefined || gps.Longitude === undefined ? undefined : `${gps.Latitude.toFixed(5)}, ${gps.Longitude.toFixed(5)}`
    return { taken: exif?.DateTimeOriginal?.description, place, device: device === '' ? undefined : device }
  } catch {
    return undefined
  }
}

/** The picture drawn again: what it shows, and nothing that it says. `undefined` where this browser cannot draw it. */
export async function drawnAgain(file: Blob): Promise<Blob | undefined> {
  try {
    const bitmap = await createImageBitmap(file)
    const canvas = document.createElement('canvas')
    canvas.width = bitmap.width
    canvas.height = bitmap.height
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
    bitmap.close()
    return await new Promise((done) => canvas.toBlob((blob) => done(blob ?? undefined), 'image/jpeg', 0.92))
  } catch {
    return undefined
  }
}
