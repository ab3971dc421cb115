/** Keeps this page on the device. Without service workers it still works, online. */
export function registerWorker(scope: 'agent' | 'r' | 'carnet' | 'vos-droits'): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.register(`/${scope}/sw.js`, { scope: `/${scope}` }).catch(() => undefined)
}
