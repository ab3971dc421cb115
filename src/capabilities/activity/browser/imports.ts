/* Sending files shows how far it is; long work on the server is followed until it ends. Without this, both pages work by reloading. */

function show(form: HTMLFormElement, words: string, percent: number | undefined): void {
  const place = form.querySelector('[data-upload-state]')
  if (place === null) return
  const bar = document.createElement('progress')
  bar.max = 100
  if (percent !== undefined) bar.value = percent
  bar.setAttribute('aria-hidden', 'true')
  const text = document.createElement('p')
  text.textContent = words
  place.replaceChildren(...(percent === undefined ? [] : [bar]), text)
}

function send(form: HTMLFormElement): void {
  const button = form.querySelector('button')
  const size = [...form.querySelectorAll<HTMLInputElement>('input[type=file]')]
    .flatMap(({ files }) => [...(files ?? [])])
    .reduce((sum, file) => sum + file.size, 0)
  if (size > Number(form.dataset.upload)) return show(form, form.dataset.tooLarge ?? '', undefined)
  const request = new XMLHttpRequest()
  const failed = () => {
    show(form, form.dataset.cut ?? '', undefined)
    if (button) button.disabled = false
  }
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const percent = Math.floor((100 * loaded) / Math.max(1, total))
    show(form, (form.dataset.sending ?? '').replace('%', String(percent)), percent)
  })
  request.addEventListener('error', failed)
  request.addEventListener('load', () => {
    const { to, words } = request.response as { readonly to?: string; readonly words?: string } // parsing: our own server's answer
    if (to !== undefined) return location.assign(to)
    show(form, words ?? form.dataset.cut ?? '', undefined)
    if (button) button.disabled = false
  })
  request.responseType = 'json'
  request.open('POST', form.action)
  request.setRequestHeader('accept', 'application/json')
  if (button) button.disabled = true
  request.send(new FormData(form))
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send(form)
  })
}

const BETWEEN = 700

async function follow(place: HTMLElement): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN))
    const response = await fetch(place.dataset.work ?? '', { headers: { accept: 'application/json' } }).catch(() => undefined)
    if (response === undefined) continue
    if (!response.ok) return location.reload()
    const state = (await response.json()) as { readonly running: boolean; readonly words: string; readonly to: string } // parsing: our own server's answer
    if (!state.running) return location.assign(state.to)
    const words = place.querySelector('p')
    if (words && words.textContent !== state.words) words.textContent = state.words
  }
}

for (const place of document.querySelectorAll<HTMLElement>('[data-work]')) void follow(place)
