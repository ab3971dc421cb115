import { wording, type Catalogue } from '../../../foundation/wording.ts'
import type { Refused } from '../../../foundation/result.ts'
import type { Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'

/** What happened, what is safe, what to do. */
const WORDS = {
  'not-found': { fr: 'Cette page n’existe pas', en: 'This page does not exist' },
  'not-found-do': {
    fr: 'L’adresse est peut-être incomplète. Rien n’a été perdu. Repartez de l’accueil.',
    en: 'The address may be incomplete. Nothing was lost. Start again from the home page.',
  },
  'no-such-city': { fr: 'Aucune ville à cette adresse', en: 'No city at this address' },
  'no-such-city-do': {
    fr: 'Ce serveur ne connaît pas ce nom. Vérifiez l’adresse que votre ville vous a donnée.',
    en: 'This server does not know this name. Check the address that your city gave you.',
  },
  forbidden: { fr: 'Votre rôle ne donne pas cet accès', en: 'Your role does not give this access' },
  'forbidden-do': {
    fr: 'Rien n’a été fait. Si vous en avez besoin, demandez à l’administrateur de votre ville.',
    en: 'Nothing was done. If you need it, ask your city’s administrator.',
  },
  'sign-in-needed': { fr: 'Connectez-vous d’abord', en: 'Sign in first' },
  'sign-in-needed-do': {
    fr: 'Rien n’a été fait : votre session est finie ou n’a pas commencé.',
    en: 'Nothing was done: your session ended or has not begun.',
  },
  'cross-site': { fr: 'Demande refusée', en: 'Request refused' },
  'cross-site-do': {
    fr: 'Elle venait d’un autre site. Rien n’a été fait. Recommencez depuis cette page.',
    en: 'It came from another site. Nothing was done. Start again from this page.',
  },
  'too-many-requests': { fr: 'Trop de demandes depuis cette connexion', en: 'Too many requests from this connection' },
  'too-many-requests-do': {
    fr: 'Rien n’a été fait. Réessayez dans une heure, ou depuis un autre réseau.',
    en: 'Nothing was done. Try again in an hour, or from another network.',
  },
  unavailable: { fr: 'Le service est momentanément arrêté', en: 'The service is stopped for a moment' },
  'unavailable-do': {
    fr: 'Votre demande n’a pas été enregistrée. Réessayez dans une minute. Numéro d’incident : {incident}',
    en: 'Your request was not recorded. Try again in a minute. Incident number: {incident}',
  },
  fault: { fr: 'Quelque chose n’a pas marché chez nous', en: 'Something went wrong on our side' },
  'fault-do': {
    fr: 'Rien n’est enregistré à moitié. Si cela se répète, donnez ce numéro à la ville : {incident}',
    en: 'Nothing is half recorded. If it happens again, give the city this number: {incident}',
  },
  other: { fr: 'Demande refusée', en: 'Request refused' },
  'other-do': {
    fr: 'Rien n’a été fait ({code}). Revenez en arrière et corrigez ce qui est demandé.',
    en: 'Nothing was done ({code}). Go back and correct what is asked.',
  },
  home: { fr: 'Aller à l’accueil', en: 'Go to the home page' },
} satisfies Catalogue<string>

export function errorPage(services: Pick<Services, 'assets' | 'navigation'>, call: Call, refusal: Refused): string {
  const t = wording(WORDS, call.language)
  const known = Object.keys(WORDS).find((key): key is keyof typeof WORDS => key === refusal.code)
  const action = Object.keys(WORDS).find((key): key is keyof typeof WORDS => key === `${refusal.code}-do`)
  const title = t(known ?? 'other')
  return renderDocument(
    <Page frame={frameOf(services, call)} title={title} narrow noIndex>
      <div class="stack">
        <h1>{title}</h1>
        <Notice tone="plain" title={t(action ?? 'other-do', { incident: String(refusal.evidence.incident ?? call.requestId), code: refusal.code })} />
        <p>
          <a class="button" href="/">
            {t('home')}
          </a>
        </p>
      </div>
    </Page>,
  )
}
