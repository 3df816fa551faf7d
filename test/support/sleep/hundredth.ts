import { shortened } from './shortened';

export = shortened(100);
