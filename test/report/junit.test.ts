import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed, type Level } from '../../server/src/model/index.js';
import { junitReport } from '../../server/src/report/junit.js';
import type { Judged } from '../../server/src/report/package-report.js';
import { reportOf } from '../../server/src/report/report.js';
import { parseXml } from '../support/xml.js';
import { direct, finding, judged, transitive } from './samples.js';

const xml = (failOn: Level, ...all: readonly Judged[]): string =>
  junitReport(reportOf([{ path: 'package.json', judged: all, problems: [], notes: [] }]), failOn);

describe('a report for JUnit', () => {
  it('has a suite for a project, a case for a package, and a failure for each finding that is worth stopping for', () => {
    const text = xml(
      'high',
      judged({
        subject: transitive('qs', '6.7.0', ['.', 'express@4.17.1', 'qs@6.7.0']),
        findings: [finding('known-vulnerability', 'high', 'a <flaw>')],
      }),
      judged({ subject: direct('a', '1.0.0', '1.0.0'), findings: [finding('deprecated', 'low', 'it is old')] }),
      judged({ subject: direct('b', '1.0.0', '1.0.0') }),
    );
    assert.match(text, /<testsuites name="Package Risk" tests="3" failures="1" errors="0">/);
    assert.match(
      text,
      /<testcase classname="package\.json" name="qs@6\.7\.0" time="0">\n<failure type="known-vulnerability" message="a &lt;flaw&gt;">high: a &lt;flaw&gt; \(by express &gt; qs\)\n/,
    );
    assert.match(text, /name="a@1\.0\.0" time="0">\n<system-out>low deprecated: it is old<\/system-out>/);
    assert.match(text, /name="b@1\.0\.0" time="0"\/>/);
    parseXml(text);
  });

  it('fails by the level that was asked for', () => {
    const old = judged({
      subject: direct('a', '1.0.0', '1.0.0'),
      findings: [finding('deprecated', 'low', 'it is old')],
    });
    assert.match(xml('low', old), /failures="1"/);
    assert.match(xml('medium', old), /failures="0"/);
  });

  it('says what could not be checked', () => {
    const text = xml(
      'high',
      judged({ subject: direct('a', '1.0.0', '1.0.0'), facts: { osv: failed('network', 'No network.') } }),
    );
    assert.match(text, /<system-out>not checked: osv, 1 packages: No network\.<\/system-out>/);
  });

  it('is XML whatever a package is called and says', () => {
    const nasty = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(']]>', '<!--', '&#0;', '\u0000\uffff"\'<x>'));
    fc.assert(
      fc.property(nasty, nasty, (name, said) => {
        parseXml(
          xml(
            'low',
            judged({ subject: direct(name, '1.0.0', '1.0.0'), findings: [finding('deprecated', 'low', said)] }),
          ),
        );
      }),
    );
  });
});
