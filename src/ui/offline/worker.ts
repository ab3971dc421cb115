import { getCacheKeyForURL, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope
declare const __PRECACHE__: { url: string; revision: string | null }[]
declare const __PAGES__: string[]
const PATIENCE_MS = 4000

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// The pages themselves: from the network, in the language now chosen; without one, or when it is slow, the page that was kept.
self.addEventListener('fetch', (event) => {
  const page = new URL(event.request.url).pathname
  if (event.request.mode !== 'navigate' || !__PAGES__.includes(page)) return
  event.respondWith(freshPage(event, page))
})

// All that it loads is kept whole, and replaced whole when a new version has arrived.
precacheAndRoute(__PRECACHE__, { ignoreURLParametersMatching: [/.*/] })

/** What was read last is what is read without a network: its language, and what was put right since it was kept. */
async function freshPage(event: FetchEvent, page: string): Promise<Response> {
  try {
    const patience = new AbortController()
    // Until it answers: a page that has begun to come may take its time.
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
    const answer = await fetch(event.request, { signal: patience.signal })
    clearTimeout(timer)
    if (answer.ok && !answer.redirected) event.waitUntil(keep(page, answer.clone()))
    return answer
  } catch {
    return keptPage(page)
  }
}

const LAST_READ = 'visavis-last-read'

async function keep(page: string, answer: Response): Promise<void> {
  const cache = await caches.open(LAST_READ)
  await cache.put(page, answer)
}

/** Whatever language or session it was kept under: those headers are what `Vary` names. */
async function keptPage(page: string): Promise<Response> {
  const read = await (await caches.open(LAST_READ)).match(page, { ignoreVary: true })
  return read ?? (await caches.match(getCacheKeyForURL(page) ?? page, { ignoreVary: true })) ?? Response.error()
}
