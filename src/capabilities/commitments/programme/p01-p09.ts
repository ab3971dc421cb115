import { CITY_POLICE, endOf, entry, MANDATE, SINCE_2020, STATE, w, type Entry } from './entry.ts'

export const P01_P09: readonly Entry[] = [
  entry('P01', {
    place: w('« Dès 2020 », 1er paragraphe', '“Dès 2020”, first paragraph'),
    statement: w(
      'L’argent prévu pour la vidéosurveillance et pour armer la police municipale va à la présence humaine dans les quartiers et à la prévention.',
      'Money meant for video surveillance and for arming the municipal police goes to human presence in the quarters and to prevention.',
    ),
    proof: w(
      'La part de chaque poste (vidéosurveillance, armement, présence, médiation) dans le budget, année par année.',
      'The share of each item (video surveillance, arms, presence, mediation) in the budget, year by year.',
    ),
    due: SINCE_2020,
  }),
  entry('P02', {
    place: w('« Dès 2020 », 2e paragraphe', '“Dès 2020”, second paragraph'),
    statement: w(
      'Les postes de police de quartier sont renforcés, avec la police nationale.',
      'Neighbourhood police stations are strengthened, together with the national police.',
    ),
    remark: w(
      'La Ville ne commande que sa police municipale : les effectifs de la police nationale dépendent de l’État.',
      'The City commands its municipal police only: how many national officers there are is for the State to decide.',
    ),
    proof: w(
      'Les postes ouverts, et l’effectif prévu comparé à l’effectif présent, soir par soir.',
      'Stations open, and planned against actual staffing, evening by evening.',
    ),
    partner: STATE,
    due: MANDATE,
  }),
  entry('P03', {
    place: w('« Dès 2020 », 3e paragraphe', '“Dès 2020”, third paragraph'),
    statement: w(
      'Des médiateurs travaillent le soir dans certains quartiers, Saint-Leu en premier ; le service double et passe à une quinzaine de personnes en septembre 2020.',
      'Mediators work in the evening in some quarters, Saint-Leu first; the service doubles to about fifteen people in September 2020.',
    ),
    proof: w(
      'Les médiateurs en poste, et les heures de soirée couvertes par quartier.',
      'Mediators in post, and evening hours covered in each quarter.',
    ),
    due: { kind: 'date', on: '2020-09-01' },
  }),
  entry(
    'P04',
    {
      place: w('« Dès 2020 », 4e paragraphe', '“Dès 2020”, fourth paragraph'),
      statement: w(
        'À Saint-Leu, les bars ferment à 1 h du matin, sauf grandes occasions (fête de la musique, fête dans la ville…).',
        'In Saint-Leu bars close at 1 a.m., save on great occasions (fête de la musique, fête dans la ville…).',
      ),
      remark: w(
        'La Ville le recommande ; c’est l’autorité compétente qui décide. Une règle n’est affichée qu’avec son autorité et son acte.',
        'The City recommends it; the competent authority decides. A rule is shown only with its authority and its act.',
      ),
      proof: w(
        'La règle en vigueur chaque nuit, les dérogations, les signalements et les réponses.',
        'The rule in force each night, derogations, reports and answers.',
      ),
      owedBy: w('La Ville, qui recommande', 'The City, which recommends'),
      partner: w('Le préfet, qui décide', 'The Prefect, who decides'),
      due: MANDATE,
    },
    ['Saint-Leu'],
  ),
  entry(
    'P05',
    {
      place: w('« Dès 2020 », 4e paragraphe', '“Dès 2020”, fourth paragraph'),
      statement: w('À Saint-Leu, des toilettes publiques sont installées.', 'In Saint-Leu, public toilets are installed.'),
      remark: w(
        'Le programme dit, comme pour les bars, que la Ville le recommande.',
        'The programme says, as of the bars, that the City recommends it.',
      ),
      proof: w(
        'Les toilettes en service, ouvertes en ce moment, et en panne depuis quand.',
        'Toilets in service, open now, and out of order since when.',
      ),
      due: MANDATE,
    },
    ['Saint-Leu'],
  ),
  entry('P06', {
    place: w('liste sous « VRAI service public de proximité », 1er point', 'list under “VRAI service public de proximité”, item 1'),
    statement: w('Chaque personne contrôlée repart avec un reçu.', 'Every person who is checked leaves with a receipt.'),
    remark: w(
      'La Ville ne commande que sa police municipale. Pour la police nationale, chacun peut déclarer un contrôle sans reçu, et les services de l’État sont invités à en remettre.',
      'The City commands its municipal police only. For the national police anyone may declare a check without a receipt, and the State’s services are invited to give them.',
    ),
    proof: w(
      'Les reçus rapportés aux contrôles déclarés ; le temps pour remettre un reçu.',
      'Receipts against declared checks; the time that it takes to give one.',
    ),
    owedBy: CITY_POLICE,
    due: endOf(2020),
    indicators: [
      { id: 'receipts.coverage', target: 1 },
      { id: 'receipts.missing', target: 0 },
      { id: 'receipts.issue-seconds', target: null },
    ],
    parent: 'P18',
  }),
  entry('P07', {
    place: w('liste sous « VRAI service public de proximité », 2e point', 'list under “VRAI service public de proximité”, item 2'),
    statement: w('L’activité de la police fait l’objet de comptes rendus publics.', 'What the police do is told in public reports.'),
    proof: w(
      'Les comptes rendus publiés à la date promise, ce qu’ils couvrent, les téléchargements.',
      'Reports published on the promised date, what they cover, downloads.',
    ),
    owedBy: CITY_POLICE,
    due: endOf(2021),
    indicators: [{ id: 'activity.on-time', target: 1 }],
    parent: 'P18',
  }),
  entry('P08', {
    place: w('liste sous « VRAI service public de proximité », 3e point', 'list under “VRAI service public de proximité”, item 3'),
    statement: w(
      'La police municipale est de nouveau présente autour de la gare.',
      'The municipal police is present again around the railway station.',
    ),
    proof: w('Les heures de patrouille prévues et faites dans le secteur de la gare.', 'Patrol hours planned and done in the area of the station.'),
    due: endOf(2022),
    parent: 'P18',
  }),
  entry('P09', {
    place: w('liste sous « VRAI service public de proximité », 4e point', 'list under “VRAI service public de proximité”, item 4'),
    statement: w(
      'Il y a partout des groupes de veille : agents qui travaillent dans le quartier, élus à la sécurité, Maisons de la Justice et du Droit, Défenseur des droits, habitants.',
      'There are watch groups everywhere: officers who work in the quarter, elected members for security, the local justice centres (Maisons de la Justice et du Droit), the Défenseur des droits, residents.',
    ),
    proof: w(
      'Les groupes par quartier, les sièges pourvus, les réunions tenues, les actions closes.',
      'Groups in each quarter, seats filled, meetings held, actions closed.',
    ),
    due: endOf(2022),
    parent: 'P18',
  }),
]
