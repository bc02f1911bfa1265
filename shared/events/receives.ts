/**
 * After so many receives a hint is a dead letter. The run that fails to do it this often moves it itself, because only a
 * run knows why; when SQS moves a message, it adds nothing.
 */
export const HINT_RECEIVES = 100;

/** The same of an ask for a survey: its schedule asks again by itself, so what fails for hours is for a person. */
export const ASK_RECEIVES = 20;

/** What a queue allows above that: messages whose invocation dies each time. Those SQS moves, without a reason. */
export const SPARE_RECEIVES = 20;
