import '../shared/no-code-from-text.ts'
import { render } from 'preact'
import { readJson } from '../../../../foundation/read-json.ts'
import { formDataShape } from '../../core/form-data.ts'
import { OfflineForm } from './offline-form.tsx'

const root = document.getElementById('app')
const data = formDataShape.safeParse(readJson(document.getElementById('donnees')?.textContent ?? undefined))
if (root && data.success) {
  root.textContent = ''
  render(<OfflineForm data={data.data} />, root)
}
