import { connect, type Socket } from 'node:net'

/** A request as it goes on the wire, made before the clock starts: a bench measures the server, not the client's strings. */
export function putRequest(place: { readonly host: string; readonly path: string }, body: string): Buffer {
  const head = `PUT ${place.path} HTTP/1.1\r\nhost: ${place.host}\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`
  return Buffer.from(head + body)
}

/** As a browser asks for a page. */
export function getRequest(place: { readonly host: string; readonly path: string }): Buffer {
  return Buffer.from(
    `GET ${place.path} HTTP/1.1\r\nhost: ${place.host}\r\naccept: text/html\r\naccept-encoding: gzip, br\r\naccept-language: fr\r\n\r\n`,
  )
}

export type RawClient = { readonly send: (request: Buffer) => Promise<number>; readonly isOpen: () => boolean; readonly close: () => void }

/** One kept-open connection, one request at a time. Answers the status, once the whole answer has arrived. Rejects when the connection ends. */
export async function openRawClient(url: string): Promise<RawClient> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let waiting: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | undefined
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    received += text
    const length = wholeLength(received)
    if (length === undefined || received.length < length) return
    const status = Number(received.slice(9, 12))
    received = received.slice(length)
    waiting?.resolve(status)
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the connection ended before the answer')))
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection ended before the request'))
        waiting = { resolve, reject }
        socket.write(request)
      }),
    isOpen: () => !socket.destroyed,
    close: () => socket.destroy(),
  }
}

/** Head and body of the first answer in the text; `undefined` until its head is whole. */
function wholeLength(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  return end + 4 + Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0)
}
