import '../shared/no-code-from-text.ts'
import { render } from 'preact'
import { wording } from '../../../../foundation/wording.ts'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { VAULT_WORDS } from '../../messages/vault-words.ts'
import { FileScreen } from './file-screen.tsx'
import { FollowScreen } from './follow-screen.tsx'

const language = pageLanguage()
const t = wording(VAULT_WORDS, language)
const page = document.getElementById('contenu')
const root = document.getElementById('app')
if (root && page) {
  const { screen, body = '' } = page.dataset
  root.textContent = ''
  render(screen === 'file' ? <FileScreen t={t} language={language} body={body} /> : <FollowScreen t={t} language={language} />, root)
}
