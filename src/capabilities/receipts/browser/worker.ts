import { matchPrecache, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope
declare const __PRECACHE__: { url: string; revision: string | null }[]
declare const __PAGE__: string

// The page and all that it loads are kept whole, and replaced whole when a new version has arrived.
precacheAndRoute(__PRECACHE__, { ignoreURLParametersMatching: [/.*/] })

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// Below the page's own path nothing else is served: any navigation there is the page.
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate' || new URL(event.request.url).pathname !== __PAGE__) return
  event.respondWith(fetch(event.request).catch(async () => (await matchPrecache(__PAGE__)) ?? Response.error()))
})
