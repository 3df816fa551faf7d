import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import isPlainObject from 'lodash/isPlainObject';
import mapValues from 'lodash/mapValues';
import set from 'lodash/set';

import { entriesOf, UNREADABLE } from './fields';
import type { Path, Remedy } from './record';
import { madeOf } from './sent';
import type { Unread } from './unread';
import { nameOf } from './unread';

type Blank = Extract<Remedy, { kind: 'blank' }>;

/** Replaces an entry that is left out of a list, until `closeGaps` removes it. */
const GAP = Symbol('gap');

/**
 * A copy of an answer. Details in it are blanked and records are left out, until the rest can be read.
 */
export class MendedAnswer {
	private readonly root: { readonly answer: unknown };
	private readonly fields = new Set<string>();
	private readonly leftOutFor = new Set<string>();
	private hasLeftOutRecord = false;
	/** Lists with gaps, by their place. */
	private readonly gaps = new Map<string, Path>();
	private leftOut = 0;
	private isEmptied = false;

	constructor(answer: unknown) {
		this.root = { answer: copyOf(answer) };
	}

	get answer(): unknown {
		return this.root.answer;
	}

	/**
	 * Leaves a record out of its list.
	 * @param place the place in the record that does not fit
	 */
	leaveOut(record: Path, place: Path): void {
		this.leftOutFor.add(nameOf(place.slice(record.length)));
		if (this.isLeftOut([...record, 0])) return;
		this.leftOut++;
		const left = this.at(record);
		if (isPlainObject(left) && !isEmpty(left)) this.hasLeftOutRecord = true;
		this.putGap(record);
		this.leaveOutAround(record.slice(0, -1));
	}

	/**
	 * A list that lost all its entries must not look like an empty list. So the entry of the outer list
	 * that holds it is left out too.
	 */
	private leaveOutAround(list: Path): void {
		const entries = this.at(list);
		if (!Array.isArray(entries) || entries.some((one) => one !== GAP)) return;
		const depth = list.findLastIndex((step) => typeof step === 'number');
		if (depth < 0) {
			this.isEmptied = true;
			return;
		}
		this.putGap(list.slice(0, depth + 1));
		this.leaveOutAround(list.slice(0, depth));
	}

	/**
	 * Blanks the innermost value that is not blank yet: first the exact place, in the end the whole
	 * detail. An entry of a list within the record is left out of that list instead.
	 */
	blank(place: Path, { detail, record }: Pick<Blank, 'detail' | 'record'>): void {
		if (this.isLeftOut(place)) return;
		this.fields.add(nameOf(place.slice(record.length)));
		this.makeLists(place);
		for (let depth = place.length; depth > detail.length; depth--) {
			const around = place.slice(0, depth);
			if (typeof around.at(-1) === 'number') return this.putGap(around);
			const value = this.at(around);
			if (value != null && value !== UNREADABLE) return this.put(around, UNREADABLE);
		}
		this.put(detail, UNREADABLE);
	}

	/** Removes from the lists what was left out of them. */
	closeGaps(): void {
		// Inner lists first: when an outer list changes, the places in it move.
		const lists = [...this.gaps.values()].sort((a, b) => b.length - a.length);
		for (const list of lists) {
			const entries = this.at(list);
			if (Array.isArray(entries))
				this.put(
					list,
					entries.filter((one) => one !== GAP),
				);
		}
		this.gaps.clear();
	}

	/** What was blanked and left out so far. */
	unread(): Unread {
		return { fields: [...this.fields], leftOut: this.leftOut, leftOutFor: [...this.leftOutFor] };
	}

	/** Whether none of the entries that were left out looked like a record. */
	hasOnlyLeftOutStrangers(): boolean {
		return !this.hasLeftOutRecord;
	}

	/** Whether a list that is not part of another list had records and lost all of them. */
	hasEmptiedList(): boolean {
		return this.isEmptied;
	}

	/**
	 * Makes real lists of the values on the way to a place that were read as lists: the place counts
	 * the entries of these lists.
	 */
	private makeLists(place: Path): void {
		for (const [depth, step] of place.entries()) {
			const list = place.slice(0, depth);
			const value = this.at(list);
			if (typeof step !== 'number' || Array.isArray(value)) continue;
			this.put(list, copyOf(entriesOf(value)));
		}
	}

	/**
	 * Whether a place lies in an entry that is left out already: writing there would replace the gap by
	 * a record.
	 */
	private isLeftOut(place: Path): boolean {
		return place.some((_, depth) => this.at(place.slice(0, depth)) === GAP);
	}

	private putGap(entry: Path): void {
		const list = entry.slice(0, -1);
		this.gaps.set(JSON.stringify(list), list);
		this.put(entry, GAP);
	}

	private at(place: Path): unknown {
		return get(this.root, ['answer', ...place]);
	}

	private put(place: Path, value: unknown): void {
		set(this.root, ['answer', ...place], value);
	}
}

/** A copy of JSON. For each object in it, `sentOf` finds the original. */
function copyOf(json: unknown): unknown {
	if (Array.isArray(json)) return json.map(copyOf);
	return isObject(json) ? madeOf(mapValues(json, copyOf), json) : json;
}

function isObject(json: unknown): json is Record<string, unknown> {
	return isPlainObject(json);
}
