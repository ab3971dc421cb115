import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { readBody } from './body.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A server that reads each body as ours does, and tells what came of it. */
async function listen(limit: number) {
  const told: Promise<string>[] = []
  server = createServer((incoming, response) => {
    const headers = new Headers({ 'content-length': incoming.headers['content-length'] ?? '' })
    const body = readBody(new Request('http://here.example/', { method: 'POST', headers }), limit, incoming)
    const said = body.then((bytes) => Buffer.from(bytes).toString('hex')).catch((error: unknown) => String(error))
    told.push(said)
    void said.then((text) => response.end(text))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { told, port: typeof address === 'object' && address ? address.port : 0 }
}

function post(port: number, body: Uint8Array): Promise<string> {
  return new Promise((done, failed) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': body.length } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(Buffer.concat(chunks).toString()))
    })
    sent.on('error', failed)
    sent.end(body)
  })
}

test('a body comes whole from a connection, in as many pieces as it may be sent', async () => {
  const { port } = await listen(4_000_000)
  const body = new Uint8Array(randomBytes(3_000_001))
  expect(await post(port, body)).toBe(Buffer.from(body).toString('hex'))
})

test('a larger one is refused before it is read', async () => {
  const { port } = await listen(1000)
  expect(await post(port, new Uint8Array(1001))).toBe('Error: body-too-large')
})

test('a connection that ends before the declared length gives no body', async () => {
  const { told, port } = await listen(1000)
  const socket = connect(port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: here.example\r\nContent-Length: 1000\r\n\r\nonly this')
  while (told.length === 0) await new Promise((done) => setTimeout(done, 5))
  socket.destroy()
  expect(await told[0]).toMatch(/aborted|not the whole body/)
})

test('nor does a message that ends in silence before its declared length, or goes on after it', async () => {
  const read = (bytes: number) => {
    const request = new Request('http://here.example/', { method: 'POST', headers: { 'content-length': '10' } })
    return readBody(request, 1000, Readable.from([new Uint8Array(bytes)]))
  }
  expect(await read(10)).toHaveLength(10)
  await expect(read(9)).rejects.toThrow('not the whole body')
  await expect(read(11)).rejects.toThrow('not the declared body')
})
