import '../shared/no-code-from-text.ts'
import { render } from 'preact'
import { formDataShape } from '../../core/form-data.ts'
import { OfflineForm } from './offline-form.tsx'

const root = document.getElementById('app')
const data = formDataShape.safeParse(JSON.parse(document.getElementById('donnees')?.textContent ?? 'null'))
if (root && data.success) {
  root.textContent = ''
  render(<OfflineForm data={data.data} />, root)
}
