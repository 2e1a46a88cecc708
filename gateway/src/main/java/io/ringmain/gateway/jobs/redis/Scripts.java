package io.ringmain.gateway.jobs.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The operations on the queue, in Lua. Arguments are what is named, from the second one on. */
enum Scripts {
    /** id, key of the idempotency key or empty, digest, its end, now, how long it is kept; then the fields. */
    ADD("""
            if ARGV[3] ~= '' then
              local seen = redis.call('HMGET', ARGV[3], 'id', 'digest', 'ends')
              if seen[1] and tonumber(seen[3]) > tonumber(ARGV[6]) and redis.call('EXISTS', p .. 'job:' .. seen[1]) == 1 then
                return {seen[1], seen[2]}
              end
              redis.call('HSET', ARGV[3], 'id', ARGV[2], 'digest', ARGV[4], 'ends', ARGV[5])
              redis.call('PEXPIRE', ARGV[3], ARGV[7])
            end
            store(ARGV[2], 8)
            if ARGV[3] ~= '' then
              redis.call('HSET', p .. 'job:' .. ARGV[2], 'key', ARGV[3])
            end
            push(ARGV[2], ARGV[11], ARGV[12])
            return {ARGV[2]}
            """),
    /** id, version that must be there; then the fields. */
    REPLACE("""
            if redis.call('HGET', p .. 'job:' .. ARGV[2], 'v') ~= ARGV[3] then
              return 0
            end
            store(ARGV[2], 4)
            if ARGV[6] == 'queued' then
              redis.call('ZADD', p .. 'delayed', ARGV[11], ARGV[2])
            end
            return 1
            """),
    /** id, version that must be there. */
    REMOVE("""
            local k = p .. 'job:' .. ARGV[2]
            local was = redis.call('HMGET', k, 'v', 'state', 'lane', 'user', 'run', 'key')
            if was[1] ~= ARGV[3] then
              return 0
            end
            take(ARGV[2])
            redis.call('ZREM', p .. 'in:' .. was[3] .. ':' .. was[2], ARGV[2])
            redis.call('ZREM', p .. 'user:' .. was[4], ARGV[2])
            for _, set in ipairs({'all', 'ended', 'results', 'leases', 'delayed'}) do
              redis.call('ZREM', p .. set, ARGV[2])
            end
            if redis.call('ZREM', p .. 'run:' .. was[3], ARGV[2]) == 1 then
              redis.call('HINCRBY', p .. 'runs', was[3], 0 - tonumber(was[5]))
            end
            if was[6] and redis.call('HGET', was[6], 'id') == ARGV[2] then
              redis.call('DEL', was[6])
            end
            redis.call('DEL', k)
            return 1
            """),
    /** id. */
    FIND("return docs({ARGV[2]})"),
    /** name of a sorted set, its greatest score, how many to pass over, how many at most; the highest first. */
    NEWEST("""
            return docs(redis.call('ZREVRANGEBYSCORE', p .. ARGV[2], ARGV[3], '-inf', 'LIMIT', ARGV[4], ARGV[5]))
            """),
    /** name of a sorted set, its greatest score, how many at most; the lowest first. */
    OLDEST("""
            return docs(redis.call('ZRANGEBYSCORE', p .. ARGV[2], '-inf', ARGV[3], 'LIMIT', 0, ARGV[4]))
            """),
    /** now, until when it is the worker's, the worker; then the ends of names of streams, in their order. */
    OFFER("""
            for _, id in ipairs(redis.call('ZRANGEBYSCORE', p .. 'delayed', '-inf', ARGV[2], 'LIMIT', 0, 100)) do
              redis.call('ZREM', p .. 'delayed', id)
              local job = redis.call('HMGET', p .. 'job:' .. id, 'state', 'lane', 'place')
              if job[1] == 'queued' then
                push(id, job[2], job[3])
              end
            end
            for i = 5, #ARGV do
              local stream = p .. 'lane:' .. ARGV[i]
              while redis.call('EXISTS', stream) == 1 do
                local read = redis.call('XREADGROUP', 'GROUP', 'workers', ARGV[4], 'COUNT', 1, 'STREAMS', stream, '>')
                if not read or not read[1] or not read[1][2][1] then
                  break
                end
                local entry = read[1][2][1]
                local id = entry[2] and entry[2][2]
                local job = id and redis.call('HMGET', p .. 'job:' .. id, 'state', 'entry', 'doc')
                if job and job[1] == 'queued' and job[2] == entry[1] then
                  redis.call('ZADD', p .. 'leases', ARGV[3], id)
                  return {job[3]}
                end
                redis.call('XACK', stream, 'workers', entry[1])
                redis.call('XDEL', stream, entry[1])
              end
            end
            return {}
            """),
    /** now, how many at most; what was given to a worker and not begun by it goes to the next one. */
    LOST("""
            local running = {}
            for _, id in ipairs(redis.call('ZRANGEBYSCORE', p .. 'leases', '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])) do
              local job = redis.call('HMGET', p .. 'job:' .. id, 'state', 'lane', 'place')
              if job[1] == 'running' then
                table.insert(running, id)
              else
                redis.call('ZREM', p .. 'leases', id)
                if job[1] == 'queued' then
                  take(id)
                  push(id, job[2], job[3])
                end
              end
            end
            return docs(running)
            """),
    /** labels of lanes. */
    COUNT_QUEUED("""
            local sum = 0
            for i = 2, #ARGV do
              sum = sum + redis.call('ZCARD', p .. 'in:' .. ARGV[i] .. ':queued')
            end
            return sum
            """),
    /** lane, state, now: how many, how many later, since when the first is due or 0, sum of runs, longest run. */
    FIGURES("""
            local set = p .. 'in:' .. ARGV[2] .. ':' .. ARGV[3]
            local first = redis.call('ZRANGEBYSCORE', set, '-inf', ARGV[4], 'WITHSCORES', 'LIMIT', 0, 1)
            local longest = redis.call('ZREVRANGEBYSCORE', p .. 'run:' .. ARGV[2], '+inf', '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
            return {tostring(redis.call('ZCARD', set)), tostring(redis.call('ZCOUNT', set, '(' .. ARGV[4], '+inf')),
              first[2] or '0', redis.call('HGET', p .. 'runs', ARGV[2]) or '0', longest[2] or '0'}
            """),
    /** ends of names of streams: workers that have not been heard of for an hour, and hold nothing, are forgotten. */
    TIDY("""
            for i = 2, #ARGV do
              local stream = p .. 'lane:' .. ARGV[i]
              if redis.call('EXISTS', stream) == 1 then
                for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, 'workers')) do
                  local field = {}
                  for j = 1, #consumer, 2 do
                    field[consumer[j]] = consumer[j + 1]
                  end
                  if field['pending'] == 0 and field['idle'] > 3600000 then
                    redis.call('XGROUP', 'DELCONSUMER', stream, 'workers', field['name'])
                  end
                end
              end
            end
            return 0
            """);

    private static final String COMMON = common();

    private final String operation;

    Scripts(String operation) {
        this.operation = operation;
    }

    String text() {
        return COMMON + operation;
    }

    private static String common() {
        try (InputStream in = Scripts.class.getResourceAsStream("queue.lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
