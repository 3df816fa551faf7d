import type { Day, Instant, TimeZone } from '../../nodes/shared/model/dates';
import { daySchema, instantSchema, timeZoneSchema } from '../../nodes/shared/model/dates';

/** A day that a test knows to be one. */
export const day = (text: string): Day => daySchema.parse(text);

/** An instant that a test knows to be one. */
export const instant = (text: string): Instant => instantSchema.parse(text);

/** A time zone that a test knows to be one. */
export const timeZone = (name: string): TimeZone => timeZoneSchema.parse(name);
