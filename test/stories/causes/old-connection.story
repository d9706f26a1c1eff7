# The SYN meets what is left of an earlier connection: a challenge ACK, a reset for it, and the second SYN goes through.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 50
+0      C > S  SYN                          @syn
+26ms   S > C  ACK seq +777000 ack +5551000 dropped @challenge
+0.1ms  C > S  RST                          @reset
+1s     C > S  again @syn
+26ms   S > C  SYN-ACK seq +0
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+30ms   S > C  RESPONSE 200 length 100
expect @reset origin client cause old-connection trigger ack @challenge not-cause unacceptable-ack no-such-connection
expect @reset silent life-after-reset
