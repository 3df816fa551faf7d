import type { Employee } from '../model/employee';
import type { HrEvent } from '../model/hrEvent';
import type { LeaveCategory } from '../model/leave';
import type { Passes } from '../reading/matchingRecords';
import { inAnyCase, isOneOf } from '../reading/matchingRecords';

/** The filters that were added to a trigger. A filter that was not added is missing here. */
export interface EventFilters {
	/** Names or ids. */
	readonly departments?: readonly string[];
	/** Names or ids. */
	readonly locations?: readonly string[];
	/** Names or ids. */
	readonly legalEntities?: readonly string[];
	readonly employmentKinds?: ReadonlyArray<Employee['relationship']>;
	readonly leaveCategories?: readonly LeaveCategory[];
	/** Whether an event passes if it is not known whether it meets the filters. */
	readonly passIfUnknown: boolean;
}

/** The part of an event that filters look at. */
export type Filtered = Pick<HrEvent, 'category' | 'employee' | 'leave'>;

/**
 * Whether an event meets all filters. A filter with several values is met by each of them. Filters for people do not
 * count for an event that is about nobody, and the filter for leaves counts for events of leaves only. If no filter
 * excludes an event for certain, but it is not known whether it meets all of them, `passIfUnknown` decides.
 */
export function passes(event: Filtered, filters: EventFilters): boolean {
	const verdicts = [...verdictsOnPerson(event, filters), verdictOnLeave(event, filters)];
	if (verdicts.includes(false)) return false;
	return filters.passIfUnknown || !verdicts.includes(null);
}

function verdictsOnPerson(event: Filtered, filters: EventFilters): Passes[] {
	if (isAboutNobody(event)) return [];
	const { employee } = event;
	const kind = employee.relationship === 'unknown' ? null : employee.relationship;
	return [
		isIn(filters.departments, { name: employee.department, id: employee.departmentId }),
		isIn(filters.locations, { name: employee.location, id: employee.locationId }),
		isIn(filters.legalEntities, { name: employee.legalEntity, id: employee.legalEntityId }),
		isOneOf(filters.employmentKinds, kind),
	];
}

/** An event of a job or a document, in contrast to an event of a person who cannot be read. */
function isAboutNobody({ category, employee }: Filtered): boolean {
	return employee.id === null && (category === 'other' || category === 'table');
}

function verdictOnLeave({ category, leave }: Filtered, filters: EventFilters): Passes {
	if (category !== 'leave') return true;
	const kind = leave === null || leave.category === 'unknown' ? null : leave.category;
	return isOneOf(filters.leaveCategories, kind);
}

/** A department, a location or a legal entity of a person, as far as it is known. */
interface Place {
	/** The name. If it could not be read, vendors give the id in its place. */
	readonly name: string | null;
	/** Null if nothing is known, and at vendors that give names alone. */
	readonly id: string | null;
}

/**
 * Whether a person belongs to one of these. If only the id is known, it cannot be compared with a name.
 * @param wanted names and ids; the drop-downs give ids where the vendor has them, expressions may give either
 */
function isIn(wanted: readonly string[] | undefined, place: Place): Passes {
	if (isOneOf(wanted, place.id, { bare: inAnyCase }) === true) return true;
	const verdict = isOneOf(wanted, place.name ?? place.id, { bare: inAnyCase });
	if (verdict !== false || !isNameUnread(place)) return verdict;
	const known = place.id ?? place.name ?? '';
	return wanted?.every((text) => isIdLike(text, known)) ? false : null;
}

function isNameUnread({ name, id }: Place): boolean {
	return id === null ? NUMBER.test(name ?? '') : name === null || name === id;
}

const NUMBER = /^\d+$/;
const HEX_WITH_DIGIT = /^(?=.*\d)[\da-f-]+$/i;

/** Whether a text can be an id of the same kind. If not, it is a name, such as `B2B` or `Team 1`. */
function isIdLike(text: string, id: string): boolean {
	return (NUMBER.test(id) ? NUMBER : HEX_WITH_DIGIT).test(text.trim());
}
