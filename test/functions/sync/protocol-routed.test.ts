import { freezeStories } from '../../stage/freeze-stories.ts';
import { routedStories } from '../../stage/routed-stories.ts';
import { takeoverStories } from '../../stage/takeover-stories.ts';
import { comesRight } from './protocol/comes-right.ts';

comesRight([...routedStories, ...freezeStories, ...takeoverStories]);
