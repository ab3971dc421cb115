import { render } from 'preact'
import { z } from 'zod'
import { wording } from '../../../../foundation/wording.ts'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { VAULT_WORDS } from '../../messages/vault-words.ts'
import { FileScreen } from './file-screen.tsx'
import { FollowScreen } from './follow-screen.tsx'

// These pages turn no text into code (Trusted Types): zod is told not to try.
z.config({ jitless: true })

const language = pageLanguage()
const t = wording(VAULT_WORDS, language)
const page = document.getElementById('contenu')
const root = document.getElementById('app')
if (root && page) {
  const { screen, body = '' } = page.dataset
  root.textContent = ''
  render(screen === 'file' ? <FileScreen t={t} language={language} body={body} /> : <FollowScreen t={t} language={language} />, root)
}
