import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** The limit that pages are held against: Hono alone, in a process of its own, answering bytes that it already has. */
const [port, ...sizes] = process.argv.slice(2).map(Number)
const app = new Hono()
for (const size of sizes) {
  const body = new Uint8Array(size).fill(120)
  app.get(`/${size}`, () => new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
}
serve({ fetch: app.fetch, port: port ?? 0, hostname: '127.0.0.1' })
