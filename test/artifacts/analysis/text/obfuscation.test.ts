import assert from 'node:assert/strict';
import { findObfuscation } from '../../../../server/src/artifacts/analysis/text/obfuscation.js';

describe('obfuscation', () => {
  it('is known by what its tools cannot do without', () => {
    const shuffled = `while(!![]){try{const h=-parseInt(z(0x1d5))/0x1+parseInt(z(0x1cb))/0x2;if(h===g)break;else l['push'](l['shift']());}catch(p){l['push'](l['shift']());}}`;
    assert.match(findObfuscation(shuffled)?.detail ?? '', /shuffled/);
    const minified = `for(;;)try{if(-parseInt(t(469))/1+parseInt(t(459))/2===n)break;r.push(r.shift())}catch(t){r.push(r.shift())}`;
    assert.match(findObfuscation(minified)?.detail ?? '', /shuffled/);
    assert.match(
      findObfuscation('eval(function(p,a,c,k,e,d){return p}("0",1,1,"a".split("|"),0,{}))')?.detail ?? '',
      /packed/,
    );
    assert.match(findObfuscation('[][(![]+[])[+[]]]+'.repeat(40).replaceAll('{}', ''))?.detail ?? '', /six characters/);
  });

  it('is not what is merely small, or turns a queue', () => {
    for (const text of [
      'queue.push(queue.shift());',
      'const n = parseInt(read(x)) / 2; list.reverse();',
      'function(e,t,n){return e&&e.__esModule?e:{default:e}}',
    ]) {
      assert.equal(findObfuscation(text), undefined, text);
    }
  });
});
