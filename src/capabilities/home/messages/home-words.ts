import type { Catalogue } from '../../../foundation/wording.ts'

export const HOME_WORDS = {
  title: { fr: 'Accueil', en: 'Home' },
  description: {
    fr: 'Une police de proximité qui rend compte : reçus de contrôle, carnet, chiffres publics.',
    en: 'A neighbourhood police that answers for itself: check receipts, record book, public figures.',
  },
  promise: { fr: 'La police, face à face avec vous.', en: 'The police, face to face with you.' },
  lead: {
    fr: 'La ville s’est engagée : à chaque contrôle un reçu, que vous seul détenez, et des chiffres publics sur ce que chaque service remet vraiment.',
    en: 'The city made a promise: a receipt at every check, that you alone hold, and public figures on what each unit really hands over.',
  },
  checkTitle: { fr: 'Vérifier un reçu', en: 'Check a receipt' },
  check: {
    fr: 'Scannez-le, ou collez son adresse. Tout se passe sur votre téléphone.',
    en: 'Scan it, or paste its address. Everything happens on your phone.',
  },
  carnetTitle: { fr: 'Garder mes reçus', en: 'Keep my receipts' },
  carnet: {
    fr: 'Un carnet sur votre appareil, que ni la ville ni la police ne lisent.',
    en: 'A record book on your device, which neither city nor police can read.',
  },
  fileTitle: { fr: 'Me plaindre, chercher un recours', en: 'Complain, seek recourse' },
  file: {
    fr: 'Un organe indépendant vous lit ; la mairie ne le peut pas. Avec ou sans votre nom.',
    en: 'An independent body reads you; city hall cannot. With or without your name.',
  },
  rightsTitle: { fr: 'Connaître mes droits', en: 'Know my rights' },
  rights: {
    fr: 'Contrôle, palpation, plainte refusée : que dire, que faire. Se garde sans réseau.',
    en: 'A check, a pat-down, a refused complaint: what to say, what to do. Kept without a network.',
  },
  reportsTitle: { fr: 'Ce que la police a fait', en: 'What the police did' },
  reports: { fr: 'Combien, où, pourquoi et ce qui a suivi, mois par mois.', en: 'How many, where, why and what came of it, month by month.' },
  commitmentsTitle: { fr: 'Les promesses tenues, ou pas', en: 'Promises kept, or not' },
  commitments: {
    fr: '{n} {n|engagement|engagements}, leurs échéances, leurs preuves, et un avis indépendant.',
    en: '{n} {n|commitment|commitments}, their due dates, their proof, and an independent view.',
  },
  search: { fr: 'Chercher dans tout le site', en: 'Search the whole site' },
  searchButton: { fr: 'Chercher', en: 'Search' },
  today: { fr: 'Ce qui est vrai aujourd’hui', en: 'What is true today' },
  receipts: { fr: '{n|reçu établi|reçus établis} en {month}', en: '{n|receipt|receipts} issued in {month}' },
  coverage: { fr: 'de couverture en {month}', en: 'coverage in {month}' },
  coverageNone: { fr: 'couverture : aucun service n’a déclaré ses contrôles en {month}', en: 'coverage: no unit declared its checks in {month}' },
  overdue: { fr: '{n|engagement|engagements} sur {all} en retard, sans preuve', en: 'of {all} commitments overdue, without proof' },
  commitmentsNone: { fr: 'engagements : le registre est encore vide', en: 'commitments: the register is still empty' },
  source: { fr: 'compté le {date}', en: 'counted on {date}' },
} satisfies Catalogue<string>
