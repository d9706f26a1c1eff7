# Nobody answers the challenge ACK: who sent the reset did not hear it.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:5432 ttl 46
device ttl 60
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100                     @data
+4ms    M > C  RST seq +1460                @reset
+0.1ms  C > S  ACK                          @challenge
+23ms   S > C  data 300
+0.1ms  C > S  ACK
expect @reset origin middlebox silent challenge effect ignored accusing life-after-reset ttl-shift rst-form
