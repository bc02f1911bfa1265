import type { GeoLocation } from '@aws-sdk/client-route-53';

/**
 * The codes that ListGeoLocations has. Developer Guide, "Values specific for geolocation records": no location for BV,
 * CX, EH and HM; territories of the United States are countries.
 */
const continents = 'AF AN AS EU NA OC SA';
const countries = `
  AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW
  SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW AQ GS TF AE AF AM AZ BD BH BN BT CC CN GE HK ID IL IN IO IQ IR
  JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TM TR TW UZ VN YE AD AL AT AX BA BE
  BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU
  SE SI SJ SK SM UA VA XK AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA
  PM PR SV SX TC TT US VC VG VI AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TL TO TV UM VU WF WS AR BO
  BR CL CO EC FK GF GY PE PY SR UY VE`;
const states = `
  AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI
  SC SD TN TX UT VA VT WA WI WV WY`;

const codes = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const known = { continents: codes(continents), countries: codes(countries), states: codes(states) };

/** As the service tells a subdivision; by analogy a country and a continent. */
export function locationProblems(geo: GeoLocation | undefined): string[] {
  if (geo === undefined) return [];
  const { ContinentCode: continent, CountryCode: country, SubdivisionCode: subdivision } = geo;
  const told = [
    ...(continent === undefined ? [] : [`continent = ${continent}`]),
    ...(country === undefined ? [] : [`country = ${country}`]),
    ...(subdivision === undefined ? [] : [`subdivision = ${subdivision}`]),
  ].join(' ');
  const isKnown =
    (continent === undefined || known.continents.has(continent)) &&
    (country === undefined || country === '*' || known.countries.has(country)) &&
    (subdivision === undefined || isSubdivision(country, subdivision));
  return isKnown ? [] : [`Cannot find location: '${told}'.  No changes made.`];
}

/** The API reference has the states alone; ListGeoLocations answers with the oblasts of Ukraine, by number, as well. */
function isSubdivision(country: string | undefined, subdivision: string): boolean {
  return country === 'UA' ? /^\d\d$/.test(subdivision) : country === 'US' && known.states.has(subdivision);
}
