/** What the invented company calls the statuses of the lifecycle; it may have more. */
export const STATUSES = {
	hired: 'Hired',
	employed: 'Employed',
	terminated: 'Terminated',
	gardenLeave: 'Garden leave',
	leave: 'Leave',
	parentalLeave: 'Parental leave',
} as const;

/** How a status is written: as people read it, or as a machine word. Which one is unconfirmed. */
export type StatusSpelling = 'title' | 'machine';

/** A status as the API writes it. */
export function spelled(status: string, spelling: StatusSpelling): string {
	if (spelling === 'title') return status;
	return status
		.split(/[^A-Za-z0-9]+/)
		.map((word, index) =>
			index === 0
				? word.toLowerCase()
				: word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase(),
		)
		.join('');
}

/** Whether somebody leaves with this status: not for a while, but for good. */
export function isLeaving(status: unknown): boolean {
	return status === STATUSES.terminated || status === STATUSES.gardenLeave;
}

/** Whether somebody with this status has access, unless a leave says otherwise. */
export function hasAccess(status: string): boolean {
	return status === STATUSES.employed;
}
