known-gap: a reset that repeats both numbers of a packet in its own direction quotes it, and no fit says so
# The half of it that goes on to the server: sequence and acknowledgment number are the attack's own.
client 10.0.0.2:50123 ttl 60
server 203.0.113.9:80 ttl 54
device ttl 64 no-df window 502
+0      C > S  SYN
+10ms   S > C  SYN-ACK
+5ms    C > S  ACK
+1ms    C > S  GET /attack host www.example.com @attack
+0.2ms  M > C  RST-ACK                      @toclient
+0.01ms M > S  RST-ACK seq =seq of @attack ack =ack of @attack @toserver
expect @toserver origin middlebox trigger @attack
