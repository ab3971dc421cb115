import type { Catalogue } from '../../../foundation/wording.ts'

export const SHELL_WORDS = {
  holderTitle: { fr: 'Votre reçu', en: 'Your receipt' },
  holderNoScript: {
    fr: 'Cette page vérifie votre reçu sur votre appareil, pour que le serveur n’apprenne pas lequel vous lisez : elle a besoin de JavaScript. Sans lui, montrez votre reçu à un proche, à une association ou à un avocat, qui peut le vérifier pour vous.',
    en: 'This page checks your receipt on your device, so that the server does not learn which one you read: it needs JavaScript. Without it, show your receipt to someone close, an association or a lawyer, who can check it for you.',
  },
  carnetTitle: { fr: 'Mon carnet', en: 'My record book' },
  carnetNoScript: {
    fr: 'Le carnet garde vos reçus sur votre appareil et nulle part ailleurs : il a besoin de JavaScript.',
    en: 'The record book keeps your receipts on your device and nowhere else: it needs JavaScript.',
  },
  agentTitle: { fr: 'Reçus de contrôle', en: 'Check receipts' },
  agentNoScript: {
    fr: 'L’application des agents signe les reçus sur ce téléphone, même hors réseau : elle a besoin de JavaScript.',
    en: 'The officers’ app signs receipts on this phone, even offline: it needs JavaScript.',
  },
  loading: { fr: 'Ouverture…', en: 'Opening…' },
} satisfies Catalogue<string>
