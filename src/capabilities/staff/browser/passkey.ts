import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** The two buttons that need the browser's own passkey dialogue. */
async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  const value: unknown = await response.json()
  if (response.ok) return value
  throw new Error(typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : 'refused')
}

type Offer = { readonly attempt: string; readonly options: never }

async function run(kind: string): Promise<void> {
  const base = kind === 'register' ? `${location.pathname}/cle` : '/connexion/cle'
  const offer = (await post(base, {})) as Offer // parsing: our own server's answer, handed to the browser as it is
  const response =
    kind === 'register' ? await startRegistration({ optionsJSON: offer.options }) : await startAuthentication({ optionsJSON: offer.options })
  await post(`${base}/reponse`, { attempt: offer.attempt, response })
  location.assign('/compte')
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-passkey]')) {
  button.addEventListener('click', () => {
    button.disabled = true
    run(button.dataset.passkey ?? '').catch((error: unknown) => {
      button.disabled = false
      const place = document.querySelector('[data-passkey-problem]')
      if (place) place.textContent = error instanceof Error ? error.message : 'refused'
    })
  })
}
