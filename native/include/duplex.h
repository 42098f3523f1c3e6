/*
 * duplex: dual-stream speech inference (PersonaPlex, Moshi, and small checkpoints of the same architecture).
 *
 *   duplex_model *model;
 *   duplex_model_load("path/to/checkpoint", NULL, &model);            // blocks: maps and converts weights, warms up
 *   duplex_session *session;
 *   duplex_session_open(model, &options, &session);                   // at once, or DUPLEX_BUSY
 *   duplex_session_prime(session);                                    // queued: voice prompt, silence, text prompt, silence
 *   for (;;) {
 *     duplex_session_push(session, pcm_1920, frame_index);            // copies, returns at once
 *     while (duplex_session_poll(session, &event) == DUPLEX_OK) ...   // events in order: priming, primed, say, frame, failed
 *   }
 *   duplex_session_close(session);
 *   duplex_model_free(model);                                         // after its sessions
 *
 * Ownership: what a function returns through `out` belongs to the caller until its close/free function. Strings and audio handed in are
 * copied. The says that changed in a frame come before its frame event. Pointers inside an event live until the next poll of the same session.
 * Threads: one native thread per model steps all its sessions as a batch. Every function here may be called from any thread and
 * none but load and free waits for a step. One session must not be used from two threads at once.
 * Order: a session obeys push, say, cancel, snapshot and restore in the order they were given; a snapshot is taken, and a restore done,
 * after the frames that were pushed before it. Orders given while a prompt is read wait for its end.
 * Tokens of a session depend on its options, its seed and its frames alone, never on what runs beside it.
 * Errors: every function returns a duplex_status; duplex_last_error() has the sentence for the calling thread. Nothing exits, nothing throws.
 */
#ifndef DUPLEX_H
#define DUPLEX_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DUPLEX_API __attribute__((visibility("default")))
#define DUPLEX_SAMPLE_RATE_HZ 24000
#define DUPLEX_FRAME_SAMPLES 1920 /* 80 ms */

typedef enum duplex_status {
  DUPLEX_OK = 0,
  DUPLEX_EMPTY = 1,         /* poll: nothing has happened since */
  DUPLEX_BUSY = 2,          /* open: no free session; push: two seconds of frames wait to be answered or polled */
  DUPLEX_BAD_ARGUMENT = 3,
  DUPLEX_BAD_FILE = 4,      /* missing, truncated, or not what it should be */
  DUPLEX_UNSUPPORTED = 5,   /* this build or this device cannot */
  DUPLEX_OUT_OF_MEMORY = 6,
  DUPLEX_DEVICE_LOST = 7,   /* the accelerator failed; the process must be started again */
  DUPLEX_CLOSED = 8,        /* the session has failed (its FAILED event said why) or its model was freed */
  DUPLEX_INTERNAL = 9
} duplex_status;

typedef struct duplex_model duplex_model;
typedef struct duplex_session duplex_session;
typedef struct duplex_snapshot duplex_snapshot;

/* As stored: float32 arithmetic on the file's own numbers. f32: the same, weights widened in memory. bf16: weights and every op's output
 * rounded to bfloat16, as the reference computes on its card. i8: 8-bit weights with one scale a row, float32 arithmetic. The codec is float32.
 * auto: bf16 on a CUDA device, as stored on the CPU. */
typedef enum duplex_weights {
  DUPLEX_WEIGHTS_AS_STORED = 0,
  DUPLEX_WEIGHTS_F32 = 1,
  DUPLEX_WEIGHTS_BF16 = 2,
  DUPLEX_WEIGHTS_I8 = 3,
  DUPLEX_WEIGHTS_AUTO = 4
} duplex_weights;
/* Which ring rule the temporal transformer and the codec keep: the checkpoint's own config decides unless set. */
typedef enum duplex_ring { DUPLEX_RING_FROM_CONFIG = 0, DUPLEX_RING_FULL = 1, DUPLEX_RING_HIDE_OLDEST = 2 } duplex_ring;

/* Keys and values of the attention: as the arithmetic adds up, bfloat16, or 8-bit with one scale a row. */
typedef enum duplex_keys { DUPLEX_KEYS_FROM_WEIGHTS = 0, DUPLEX_KEYS_BF16 = 1, DUPLEX_KEYS_I8 = 2 } duplex_keys;

typedef struct duplex_model_options {
  size_t struct_bytes;       /* sizeof(duplex_model_options): lets the struct grow; in every struct that has it */
  const char *device;        /* NULL or "cpu"; "cuda" or "cuda:N" in a build with CUDA; "auto": the first CUDA device, the CPU where there is none */
  duplex_weights weights;
  duplex_ring ring;
  int32_t threads;           /* 0: as many as there are cores */
  int32_t max_sessions;      /* 0: by memory and speed (measured): on the CPU at most 64, on a device 96 */
  int32_t context_steps;     /* 0: as the checkpoint says */
  duplex_keys keys;
  int64_t device_memory_limit_bytes; /* CUDA only: what the model may hold, all in all; 0: what is free */
} duplex_model_options;

typedef struct duplex_model_info {
  size_t struct_bytes;
  const char *name;          /* checkpoint folder's name */
  const char *architecture;  /* "personaplex" or "moshi" */
  const char *device;        /* "cpu, 2 threads, AVX2"; with auto also why no CUDA device was taken */
  const char *weights_sha256;/* of names, shapes and bytes of the weights, hex; NULL until they have been read through (17 GB: a minute) */
  int64_t parameter_count;
  int64_t weight_bytes;      /* read for every frame */
  int64_t session_bytes;     /* at full context */
  int32_t max_sessions;
  int32_t context_steps;
  int32_t has_tokenizer;
} duplex_model_info;

typedef struct duplex_sampling {
  float text_temperature;    /* 0: greedy */
  int32_t text_top_k;        /* 0: no cut */
  float audio_temperature;
  int32_t audio_top_k;
  uint64_t seed;
} duplex_sampling;

typedef struct duplex_session_options {
  size_t struct_bytes;
  /* Moshi has neither prompt nor reference schedule: it ignores them. */
  const char *text_prompt;   /* UTF-8, <system> tags added where absent; NULL or "": none */
  const float *voice_pcm;    /* 24 kHz mono, already at −24 LUFS; NULL: none */
  size_t voice_samples;
  const char *voice_file;    /* .pt or .wav instead of voice_pcm, read at open; without a slash: of the checkpoint's voices/. A .wav is loudness-normalised here */
  duplex_sampling sampling;
  int32_t reference_schedule;/* 1: one frame later, as the reference implementation outputs */
  int32_t pin_prompt;        /* 1: the prompt never leaves the attention window (it must be shorter than the context by 2); 0: as the checkpoint's config says */
} duplex_session_options;

typedef enum duplex_event_kind { DUPLEX_EVENT_PRIMING = 1, DUPLEX_EVENT_PRIMED = 2, DUPLEX_EVENT_FRAME = 3, DUPLEX_EVENT_SAY = 4, DUPLEX_EVENT_FAILED = 5 } duplex_event_kind;
typedef enum duplex_say_state { DUPLEX_SAY_APPLIED = 1, DUPLEX_SAY_COMPLETED = 2, DUPLEX_SAY_SUPERSEDED = 3, DUPLEX_SAY_EXPIRED = 4, DUPLEX_SAY_ABORTED = 5 } duplex_say_state;

typedef struct duplex_event {
  duplex_event_kind kind;
  int64_t frame_index;       /* FRAME, SAY: of the caller's frame that it answers; a frame's SAY events come just before it */
  const float *pcm;          /* FRAME: DUPLEX_FRAME_SAMPLES samples */
  const char *text;          /* FRAME: readable UTF-8 that begins here, "" for most; FAILED: the sentence */
  int32_t text_token;        /* FRAME */
  int32_t heard_codes[8], spoken_codes[8]; /* FRAME: what the codec made of the caller's frame, and the codes of pcm */
  float step_ms;             /* FRAME: encode, step and decode of the whole batch */
  int32_t steps_done, steps_total; /* PRIMING */
  uint64_t say_id;           /* SAY */
  duplex_say_state say_state;
  int32_t spoken_words, total_words;
  duplex_status status;      /* FAILED */
} duplex_event;

DUPLEX_API const char *duplex_last_error(void);
DUPLEX_API const char *duplex_version(void);

DUPLEX_API duplex_status duplex_model_load(const char *folder, const duplex_model_options *options, duplex_model **out);
DUPLEX_API duplex_status duplex_model_describe(const duplex_model *model, duplex_model_info *out);
DUPLEX_API duplex_status duplex_model_count_tokens(const duplex_model *model, const char *text, int32_t *out); /* tags not added */
DUPLEX_API void duplex_model_free(duplex_model *model);
/* Called from threads of the library, one at a time, when any session has a new event or weights_sha256 has become known; must return at once. */
DUPLEX_API duplex_status duplex_model_on_event(duplex_model *model, void (*wake)(void *user), void *user);

DUPLEX_API duplex_status duplex_session_open(duplex_model *model, const duplex_session_options *options, duplex_session **out);
DUPLEX_API duplex_status duplex_session_prime(duplex_session *session); /* once, or restore instead */
/* One FRAME event answers each frame, in order. Frames may be pushed as soon as prime or restore was ordered. */
DUPLEX_API duplex_status duplex_session_push(duplex_session *session, const float *pcm, int64_t frame_index);
DUPLEX_API duplex_status duplex_session_poll(duplex_session *session, duplex_event *out);
/* Speaks `text` word for word, beginning in the model's next pause and leaving the pace to it; a newer command supersedes one not yet begun.
 * Not begun by `expires_at_frame`: expired. Completed when the last word has had its time. */
DUPLEX_API duplex_status duplex_session_say(duplex_session *session, uint64_t say_id, const char *text, int64_t expires_at_frame);
DUPLEX_API duplex_status duplex_session_cancel_say(duplex_session *session, uint64_t say_id); /* at the next word */
/* The handle comes at once, its content when the session has got there; it outlives the session. Restoring ends running lines (aborted) and
 * may be the first order of a new session of the same model, which is PRIMED then: a copy of the call. */
DUPLEX_API duplex_status duplex_session_snapshot(duplex_session *session, duplex_snapshot **out);
DUPLEX_API duplex_status duplex_session_restore(duplex_session *session, const duplex_snapshot *snapshot);
DUPLEX_API size_t duplex_snapshot_bytes(const duplex_snapshot *snapshot); /* estimated until it has been taken */
DUPLEX_API void duplex_snapshot_free(duplex_snapshot *snapshot);
DUPLEX_API void duplex_session_close(duplex_session *session); /* its memory is free after the step in progress */

#ifdef __cplusplus
}
#endif
#endif
