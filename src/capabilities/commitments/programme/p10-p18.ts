import { entry, MANDATE, SINCE_2020, STATE, w, type Entry } from './entry.ts'

const TO_STATE = w('La Ville, qui demande à l’État', 'The City, which asks the State')

export const P10_P18: readonly Entry[] = [
  entry('P10', {
    place: w('liste sous « VRAI service public de proximité », 5e point', 'list under “VRAI service public de proximité”, item 5'),
    statement: w(
      'Les policiers sont formés, notamment aux violences conjugales et aux discriminations.',
      'Police officers are trained, notably on domestic violence and on discrimination.',
    ),
    proof: w('La part des agents formés et à jour.', 'The share of officers who are trained and up to date.'),
    due: MANDATE,
    parent: 'P18',
  }),
  entry('P11', {
    place: w('liste sous « VRAI service public de proximité », 6e point', 'list under “VRAI service public de proximité”, item 6'),
    statement: w(
      'Il existe des instances devant lesquelles chacun peut interpeller la police et chercher un recours.',
      'There are bodies before which people can question the police and seek recourse.',
    ),
    proof: w(
      'Les affaires, les délais comparés aux échéances, les issues, les avis suivis.',
      'Cases, delays against deadlines, outcomes, opinions that were followed.',
    ),
    due: MANDATE,
    indicators: [
      { id: 'recourse.on-time', target: null },
      { id: 'recourse.answered', target: null },
      { id: 'recourse.followed', target: null },
    ],
    parent: 'P18',
  }),
  entry('P12', {
    place: w('« Tout au long du mandat »', '“Tout au long du mandat”'),
    statement: w(
      'Pendant tout le mandat, la Ville presse la préfecture de la Somme et le ministère de l’Intérieur d’informer mieux et plus largement sur les droits de chacun face à la police, municipale ou nationale.',
      'All through the mandate the City presses the Prefecture of the Somme and the Ministry of the Interior for clearer, wider information on people’s rights before the police, municipal or national.',
    ),
    proof: w(
      'Les lettres envoyées, répondues, en retard ; les pages de droits et leurs langues.',
      'Letters sent, answered, overdue; the pages on rights and their languages.',
    ),
    owedBy: TO_STATE,
    partner: STATE,
    due: SINCE_2020,
    indicators: [{ id: 'rights.pages', target: null }],
  }),
  entry('P13', {
    statement: w(
      'L’accès aux images filmées par les caméras de la Ville et de l’État est facilité.',
      'Access to images filmed by the cameras of the City and of the State is made easier.',
    ),
    remark: w('La Ville ne répond que des images de ses caméras.', 'The City answers for the images of its own cameras only.'),
    proof: w('Les demandes qui ont reçu une réponse avant l’effacement.', 'Requests that were answered before erasure.'),
    due: MANDATE,
  }),
  entry('P14', {
    statement: w('Aucun nouveau programme d’installation de caméras.', 'No new programme of camera installation.'),
    proof: w(
      'Les caméras du registre, objectif par objectif ; aucune ajoutée après l’engagement.',
      'Cameras in the register, lens by lens; none added after the pledge.',
    ),
    due: MANDATE,
    parent: 'P01',
  }),
  entry('P15', {
    statement: w(
      'Il est demandé à l’État un comité d’éthique hors de l’IGS et de l’IGPN, avec magistrats, policiers retraités et société civile, et des enquêtes indépendantes menées en parallèle des leurs.',
      'The State is asked for an ethics committee outside IGS and IGPN, with magistrates, retired police officers and civil society, and for independent inquiries in parallel to theirs.',
    ),
    proof: w(
      'L’état de la demande ; le comité prêt à siéger : composition, affaires, avis.',
      'Where the demand stands; the committee ready to sit: composition, cases, opinions.',
    ),
    owedBy: TO_STATE,
    partner: STATE,
    due: MANDATE,
    parent: 'P11',
  }),
  entry('P16', {
    statement: w(
      'Chaque année, une réunion avec l’Intérieur, la Justice, le ministère de la Ville, l’IGPN, le Défenseur des droits, des magistrats, la société civile et les associations dresse et discute le bilan de l’action publique pour la sûreté dans tous les quartiers.',
      'Every year a meeting with Interior, Justice, the City ministry, IGPN, the Défenseur des droits, magistrates, civil society and associations draws up and discusses the results of public action for safety in all quarters.',
    ),
    proof: w(
      'La réunion tenue, le bilan publié par quartier, les présences par collège.',
      'The meeting held, results published for each quarter, attendance by college.',
    ),
    due: { kind: 'yearly', from: 2020 },
  }),
  entry('P17', {
    statement: w('L’État est tenu de garantir la sûreté des habitants.', 'The State is held to guarantee the safety of residents.'),
    proof: w('Les demandes et les réponses.', 'Demands and answers.'),
    owedBy: TO_STATE,
    partner: STATE,
    due: SINCE_2020,
  }),
  entry('P18', {
    place: w('phrase qui ouvre la liste « VRAI service public de proximité »', 'sentence that opens the list “VRAI service public de proximité”'),
    statement: w(
      'Un vrai service public de proximité : un dialogue entre la police et les habitants.',
      'A true neighbourhood public service: a dialogue between the police and residents.',
    ),
    proof: w(
      'La plateforme elle-même ; les réponses données aux habitants, et leurs délais.',
      'The platform itself; answers given to residents, and how long they took.',
    ),
    owedBy: w('Tous', 'Everyone'),
    due: SINCE_2020,
    indicators: [{ id: 'journal.checkpoint-hours', target: null }],
  }),
]
