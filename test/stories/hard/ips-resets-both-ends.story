# An IPS between the ends resets both, with the window of the packet it did not like; to the server with its very numbers.
client 10.0.0.2:50123 ttl 60
server 203.0.113.9:80 ttl 54
device ttl 64 no-df window 502
+0      C > S  SYN
+10ms   S > C  SYN-ACK
+5ms    C > S  ACK
+1ms    C > S  GET /attack host www.example.com @attack
+0.2ms  M > C  RST-ACK                      @toclient
+0.01ms M > S  RST-ACK seq =seq of @attack ack =ack of @attack @toserver
expect @toclient origin middlebox trigger @attack effect closed severity error accusing ttl-shift both-ways
expect @toserver origin middlebox trigger @attack accusing both-ways
