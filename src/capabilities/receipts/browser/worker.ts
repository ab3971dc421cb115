import { getCacheKeyForURL, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope
declare const __PRECACHE__: { url: string; revision: string | null }[]
declare const __PAGE__: string
const PATIENCE_MS = 4000

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// The page itself: from the network, in the language now chosen; without one, or when it is slow, the page that was kept.
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate' || new URL(event.request.url).pathname !== __PAGE__) return
  event.respondWith(fetch(event.request, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(keptPage))
})

// All that it loads is kept whole, and replaced whole when a new version has arrived.
precacheAndRoute(__PRECACHE__, { ignoreURLParametersMatching: [/.*/] })

/** Whatever language or session it was kept under: those headers are what `Vary` names. */
async function keptPage(): Promise<Response> {
  return (await caches.match(getCacheKeyForURL(__PAGE__) ?? __PAGE__, { ignoreVary: true })) ?? Response.error()
}
