import type { Crossing, CrossingSource, CrossingTarget, ImportSite, ImportUse, Moment } from '../../model/index.js';
import { exportsMeant, includesExport, type KnownExport } from './exports.js';
import { placeIn, type LinkedPackage } from './linked-package.js';

type Origin = Exclude<CrossingSource, { readonly kind: 'import' }>;
type End = Exclude<CrossingTarget, { readonly kind: 'argument' }>;

/** A crossing of which nothing is left open that other packages know: only what a caller gives and gets. */
export interface ClosedCrossing extends Omit<Crossing, 'from' | 'to'> {
  readonly from: Origin;
  readonly to: End;
  /** Another package has a part in it. */
  readonly isJoint: boolean;
}

/** An origin with what lies between it and where it is asked for. */
interface Traced {
  readonly origin: Origin;
  readonly via: readonly string[];
  readonly moment: Moment;
  readonly isJoint: boolean;
}

const MOMENTS: readonly Moment[] = ['install', 'import', 'command', 'call'];
/** Hostile packages can be built so that everything leads to everything. */
const MAX_CLOSED = 400;
const MAX_TRACED = 60;
const MAX_VIA = 6;

/** Puts crossings of packages together, each package's once. What goes round in circles is not followed twice. */
export class Closing {
  readonly #closed = new Map<LinkedPackage, readonly ClosedCrossing[]>();

  of(linked: LinkedPackage): readonly ClosedCrossing[] {
    const known = this.#closed.get(linked);
    if (known !== undefined) return known;
    this.#closed.set(linked, []);
    const { crossings = [], calls = [] } = linked.facts.exchange ?? {};
    const found = [
      ...crossings.flatMap((crossing) => this.#close(linked, crossing)),
      ...calls.flatMap((call) => this.#startedBy(linked, call)),
    ].slice(0, MAX_CLOSED);
    this.#closed.set(linked, found);
    return found;
  }

  #close(linked: LinkedPackage, crossing: Crossing): readonly ClosedCrossing[] {
    const { to, when } = crossing;
    const origins = this.#trace(linked, crossing, new Set());
    if (to.kind !== 'argument')
      return origins.map(({ origin, ...rest }) => ({ ...rest, ...condition(when), from: origin, to }));
    return this.#endsOf(linked, to).flatMap(({ end, via, moment, isPossible }) =>
      isPossible
        ? origins.map((traced) => ({
            from: traced.origin,
            to: end,
            via: joined(traced.via, via),
            moment: later(traced.moment, moment),
            isJoint: true,
            ...condition(when),
          }))
        : [],
    );
  }

  /** Where what is handed to another package ends there. */
  #endsOf(linked: LinkedPackage, to: ImportUse & { readonly index: number }) {
    return exportsMeant(linked, to.package, to.path).flatMap(({ of, path }) =>
      this.of(of).flatMap((inner) => {
        const { from, to: end } = inner;
        if (end.kind !== 'sink' || from.kind !== 'parameter' || from.path !== path || from.index !== to.index)
          return [];
        const called =
          inner.when === undefined || inner.when === path ? 'install' : momentOfCall(linked, of, inner.when);
        const moved = { ...end, at: placeIn(of, end.at) };
        return [{ end: moved, via: inner.via, moment: called ?? 'call', isPossible: called !== undefined }];
      }),
    );
  }

  /** What another package does all by itself as soon as this one calls it. */
  #startedBy(linked: LinkedPackage, call: ImportUse & { readonly moment: Moment; readonly when?: string }) {
    return exportsMeant(linked, call.package, call.path).flatMap(({ of, path }) =>
      this.of(of).flatMap((inner): readonly ClosedCrossing[] => {
        const { from, to, via, when } = inner;
        if (when !== path || from.kind !== 'data' || to.kind !== 'sink') return [];
        const ends = { from: { ...from, at: placeIn(of, from.at) }, to: { ...to, at: placeIn(of, to.at) } };
        return [{ ...ends, via, moment: call.moment, isJoint: true, ...condition(call.when) }];
      }),
    );
  }

  #trace(linked: LinkedPackage, { from, via, moment }: Crossing, seen: Set<Crossing>): readonly Traced[] {
    if (from.kind !== 'import') return [{ origin: from, via, moment, isJoint: false }];
    const found = exportsMeant(linked, from.package, from.path).flatMap((known) =>
      this.of(known.of).flatMap((inner) => this.#givenBy(linked, known, from, inner, seen)),
    );
    return found.slice(0, MAX_TRACED).map((traced) => ({
      ...traced,
      via: joined(traced.via, via),
      moment: later(traced.moment, moment),
      isJoint: true,
    }));
  }

  /** What an export gives is its own, or made of what it was handed here. */
  #givenBy(
    linked: LinkedPackage,
    { of, path }: KnownExport,
    taken: ImportSite,
    { from, to, via, when }: ClosedCrossing,
    seen: Set<Crossing>,
  ): readonly Traced[] {
    if (to.kind !== 'given' || !includesExport(path, to.path)) return [];
    const moment = when === undefined || `${when}()` === to.path ? 'install' : momentOfCall(linked, of, when);
    if (moment === undefined) return [];
    if (from.kind !== 'parameter') return [{ origin: movedTo(of, from), via, moment, isJoint: true }];
    const handed = (linked.facts.exchange?.crossings ?? []).filter((crossing) =>
      isHanded(
        linked,
        crossing,
        { of, path: from.path },
        from.index,
        path === `${from.path}()` ? taken.site : undefined,
      ),
    );
    return handed.flatMap((crossing) => {
      if (seen.has(crossing)) return [];
      seen.add(crossing);
      return this.#trace(linked, crossing, seen).map((traced) => ({
        ...traced,
        via: joined(traced.via, via),
        moment: later(traced.moment, moment),
      }));
    });
  }
}

/** @param site of the call, where it has to be that one */
function isHanded(
  linked: LinkedPackage,
  { to }: Crossing,
  { of, path }: KnownExport,
  index: number,
  site: string | undefined,
): boolean {
  if (to.kind !== 'argument' || to.index !== index || (site !== undefined && site !== to.site)) return false;
  return exportsMeant(linked, to.package, to.path).some((known) => known.of === of && known.path === path);
}

/** When a package calls an export; undefined where it does not. */
function momentOfCall(linked: LinkedPackage, of: LinkedPackage, path: string): Moment | undefined {
  const calls = (linked.facts.exchange?.calls ?? []).filter((call) =>
    exportsMeant(linked, call.package, call.path).some((known) => known.of === of && known.path === path),
  );
  return MOMENTS.find((moment) => calls.some((call) => call.moment === moment));
}

function movedTo(of: LinkedPackage, origin: Origin): Origin {
  return origin.kind === 'parameter' ? origin : { ...origin, at: placeIn(of, origin.at) };
}

function later(a: Moment, b: Moment): Moment {
  return MOMENTS.indexOf(a) > MOMENTS.indexOf(b) ? a : b;
}

function joined(first: readonly string[], then: readonly string[]): readonly string[] {
  return [...new Set([...first, ...then])].slice(0, MAX_VIA);
}

function condition(when: string | undefined): { readonly when?: string } {
  return when === undefined ? {} : { when };
}
