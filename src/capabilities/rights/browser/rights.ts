import { registerWorker } from '../../../ui/offline/register-worker.ts'

registerWorker('vos-droits')

for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
