/**
 * The columns that every row of a historical table has and that may leave the node. The source of a row and the
 * reason for its change are not among them.
 */
const ROW = [
	...['id', 'effectiveDate', 'endEffectiveDate', 'activeEffectiveDate', 'isCurrent'],
	...['creationDate', 'modificationDate', 'canBeDeleted'],
];

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The parts of a pattern of working hours. */
const PATTERN = [
	...['hoursPerDay', 'workingPatternId', 'workingPatternType'],
	...DAYS.map((day) => `days.${day}`),
];

/**
 * The columns of the tables about work that may leave the node, by the name of the table. Columns that a
 * company has added (`customColumns`) are left out: they may hold anything. Reasons are left out: the reason for
 * a leave is often a health reason. `salaryPayType` (how somebody is paid) is left out because it is pay.
 * https://apidocs.hibob.com/reference/employee-tables
 */
const COLUMNS: ReadonlyMap<string, readonly string[]> = new Map([
	['lifecycle', ['status', 'employeeStatus']],
	[
		'work',
		[
			...['title', 'department', 'site', 'siteId', 'workChangeType', 'reportsToIdInCompany'],
			...['id', 'firstName', 'surname', 'displayName', 'email'].map((part) => `reportsTo.${part}`),
		],
	],
	[
		'employment',
		[
			...['contract', 'type', 'fte', 'weeklyHours', 'flsaCode', 'calendarId', 'calendarName'],
			...['personalWorkingPatternType', 'hoursInDayNotWorked'],
			...[
				'workingPattern',
				'actualWorkingPattern',
				'siteWorkingPattern',
				'personalWorkingPattern',
			].flatMap((name) => [name, ...PATTERN.map((part) => `${name}.${part}`)]),
		],
	],
	['training', ['name', 'status', 'startDate', 'endDate', 'frequency', 'documentId']],
]);

/**
 * The columns of a table about work that may leave the node. A table that is not listed has only the columns that
 * every row has.
 */
export function shownColumnsOf(table: string): readonly string[] {
	return [...ROW, ...(COLUMNS.get(table) ?? [])];
}
