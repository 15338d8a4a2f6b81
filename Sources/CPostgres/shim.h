#pragma once
#include <libpq-fe.h>

static void hub_pq_ignore(void *argument, const PGresult *notice) {
  (void)argument;
  (void)notice;
}

// libpq would print the server's notices.
static inline void hub_pq_silence(PGconn *connection) {
  PQsetNoticeReceiver(connection, hub_pq_ignore, NULL);
}

// Macros of postgres_ext.h are characters, which Swift imports as numbers of another type.
static inline const char *hub_pq_error_state(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

static inline const char *hub_pq_error_message(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
