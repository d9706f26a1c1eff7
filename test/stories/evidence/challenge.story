# The server has forgotten the connection; its reset is not exact, and it answers the challenge ACK as RFC 5961 wants it.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+26ms   S > C  data 1000 lost
+1ms    S > C  RST seq next                 @reset
+0.1ms  C > S  ACK ack -1000                @challenge
+26ms   S > C  RST seq =ack of @challenge   @exact
expect @reset origin server clearing challenge silent both-ways
expect @exact origin server effect closed trigger ack @challenge
