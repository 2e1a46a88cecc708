-- What is common to all operations; one of them is put behind it. ARGV[1] is the prefix of all keys. Under it:
--   job:ID            hash: v version, doc, state, lane, place, user, run, due, entry and stream while it is in a stream, key
--   lane:LANE:PLACE   stream of what is due, read by the consumer group "workers"; an entry is acknowledged and deleted when
--                     its attempt has ended
--   delayed           sorted set, by due time, of what waits for a stream
--   leases            sorted set, by end, of what was given to a worker
--   in:LANE:STATE     sorted set, by due time
--   all, user:NAME    sorted sets, by time of submission; ended, results by time of end; run:LANE by length of run
--   runs              hash: sum of runs by lane; key:USER:KEY hashes of idempotency keys
local p = ARGV[1]

local function push(id, lane, place)
  local stream = p .. 'lane:' .. lane .. ':' .. place
  if redis.call('EXISTS', stream) == 0 then
    redis.call('XGROUP', 'CREATE', stream, 'workers', '0', 'MKSTREAM')
  end
  local entry = redis.call('XADD', stream, '*', 'id', id)
  redis.call('HSET', p .. 'job:' .. id, 'stream', stream, 'entry', entry)
end

local function take(id)
  local at = redis.call('HMGET', p .. 'job:' .. id, 'stream', 'entry')
  if at[1] and at[2] then
    redis.call('XACK', at[1], 'workers', at[2])
    redis.call('XDEL', at[1], at[2])
    redis.call('HDEL', p .. 'job:' .. id, 'stream', 'entry')
  end
end

-- f: version, doc, state, lane, place, user, submitted, due, lease, ended, result bytes, run, from argument n on
local function store(id, n)
  local k = p .. 'job:' .. id
  local state, lane, due, ended = ARGV[n + 2], ARGV[n + 3], ARGV[n + 7], ARGV[n + 9]
  local was = redis.call('HMGET', k, 'state', 'lane')
  if was[1] then
    redis.call('ZREM', p .. 'in:' .. was[2] .. ':' .. was[1], id)
  end
  redis.call('HSET', k, 'v', ARGV[n], 'doc', ARGV[n + 1], 'state', state, 'lane', lane, 'place', ARGV[n + 4],
    'user', ARGV[n + 5], 'due', due, 'run', ARGV[n + 11])
  redis.call('ZADD', p .. 'in:' .. lane .. ':' .. state, due, id)
  redis.call('ZADD', p .. 'all', ARGV[n + 6], id)
  redis.call('ZADD', p .. 'user:' .. ARGV[n + 5], ARGV[n + 6], id)
  redis.call('ZREM', p .. 'delayed', id)
  if state == 'running' then
    redis.call('ZADD', p .. 'leases', ARGV[n + 8], id)
  else
    redis.call('ZREM', p .. 'leases', id)
    take(id)
  end
  if ended ~= '0' then
    redis.call('ZADD', p .. 'ended', ended, id)
  else
    redis.call('ZREM', p .. 'ended', id)
  end
  if ended ~= '0' and ARGV[n + 10] ~= '-1' then
    redis.call('ZADD', p .. 'results', ended, id)
  else
    redis.call('ZREM', p .. 'results', id)
  end
  if state == 'succeeded' and was[1] ~= 'succeeded' then
    redis.call('ZADD', p .. 'run:' .. lane, ARGV[n + 11], id)
    redis.call('HINCRBY', p .. 'runs', lane, ARGV[n + 11])
  end
end

local function docs(ids)
  local found = {}
  for _, id in ipairs(ids) do
    local doc = redis.call('HGET', p .. 'job:' .. id, 'doc')
    if doc then
      table.insert(found, doc)
    end
  end
  return found
end
